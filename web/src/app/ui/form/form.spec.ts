import { ChangeDetectionStrategy, Component } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { findings } from '../../../testing/axe';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { TextField } from '../field/text-field';
import { Form } from './form';

@Component({
  selector: 'app-host',
  imports: [Form, TextField],
  template: `
    <ui-form
      action="Save"
      [form]="form"
      [isBusy]="isBusy"
      [refusal]="refusal"
      [canDiscard]="true"
      (sent)="count('sent')"
      (discard)="count('discarded')"
    >
      <ui-text-field name="name" label="Name" [control]="form.controls.name" />
    </ui-form>
  `,
  changeDetection: ChangeDetectionStrategy.Eager,
})
class Host {
  readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  readonly heard: string[] = [];
  isBusy = false;
  refusal?: string;

  count(what: string): void {
    this.heard.push(what);
  }
}

describe('a form of a page', () => {
  let page: Shown<Host>;

  const host = () => page.fixture.componentInstance;
  const button = () => page.find('[type=submit]');

  beforeEach(async () => {
    await useWorld();
    page = await show(Host);
  });

  it('asks for what is missing before it is sent', async () => {
    await page.click('Save');

    expect(host().heard).toEqual([]);
    expect(page.text).toContain('Please fill this in');
    expect(document.activeElement).toBe(page.find('input'));
  });

  it('is sent once it holds no fault', async () => {
    await page.type('name', 'Anna');
    await page.click('Save');

    expect(host().heard).toEqual(['sent']);
  });

  it('lets its button stand out, and be given up, only once something was changed', async () => {
    expect(button().className).toContain('outlined');
    expect(page.text).not.toContain('Discard');

    await page.type('name', 'Anna');
    host().form.markAsDirty();
    await settle();
    expect(button().className).toContain('unelevated');

    await page.click('Discard changes');
    expect(host().heard).toEqual(['discarded']);
  });

  it('is not sent again while it is on its way, and says why it was refused', async () => {
    await page.type('name', 'Anna');
    host().isBusy = true;
    host().refusal = 'All seats are taken.';
    page.fixture.changeDetectorRef.markForCheck();
    await settle();
    button().click();
    await settle();

    expect(host().heard).toEqual([]);
    expect(page.find('[role=alert]').textContent).toContain('All seats are taken.');
    expect(await findings(page.element)).toEqual([]);
  });
});
