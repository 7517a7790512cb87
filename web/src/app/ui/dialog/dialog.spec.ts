import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { TextField } from '../field/text-field';
import { Confirm } from './confirm';
import { FormDialog } from './form-dialog';

@Component({
  imports: [Confirm, FormDialog, TextField],
  template: `
    <button type="button" (click)="open.set('confirm')">Ask</button>
    <button type="button" (click)="open.set('form')">Fill in</button>
    @if (open() === 'confirm') {
      <ui-confirm
        heading="Remove it?"
        action="Remove"
        [isBusy]="isBusy()"
        [refusal]="refusal()"
        (confirmed)="done.set('confirmed')"
        (closed)="open.set('')"
      >
        It cannot be taken back.
      </ui-confirm>
    }
    @if (open() === 'form') {
      <ui-form-dialog heading="New" action="Create" [form]="form" (sent)="done.set('sent')" (closed)="open.set('')">
        <ui-text-field name="name" label="Name" [control]="form.controls.name" />
      </ui-form-dialog>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {
  readonly open = signal('');
  readonly done = signal('');
  readonly isBusy = signal(false);
  readonly refusal = signal<string | undefined>(undefined);
  readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
}

describe('a dialog', () => {
  let page: Shown<Host>;
  let host: Host;

  const dialog = () => page.element.querySelector('dialog');
  /** As the browser does when Escape is pressed. */
  const escape = async () => {
    dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }));
    await settle();
  };
  const begin = async (words: string) => {
    const opener = [...page.element.querySelectorAll('button')].find(button => button.textContent === words);
    opener?.focus();
    await page.click(words);
  };

  beforeEach(async () => {
    await useWorld();
    page = await show(Host);
    host = page.fixture.componentInstance;
  });

  it('is modal, named by its heading, and holds the focus', async () => {
    await begin('Ask');

    expect(dialog()?.matches(':modal')).toBeTrue();
    expect(document.getElementById(dialog()?.getAttribute('aria-labelledby') ?? '')?.textContent).toBe('Remove it?');
    expect(dialog()?.contains(document.activeElement)).toBeTrue();
  });

  it('closes on Escape, and gives the focus back', async () => {
    await begin('Ask');
    await escape();

    expect(dialog()).toBeNull();
    expect(document.activeElement?.textContent).toBe('Ask');
    expect(host.done()).toBe('');
  });

  it('tells that it was confirmed, and stays until it is taken away', async () => {
    await begin('Ask');
    await page.click('Remove');

    expect(host.done()).toBe('confirmed');
    expect(dialog()).not.toBeNull();
  });

  it('can neither be closed nor confirmed again while it is busy', async () => {
    await begin('Ask');
    host.isBusy.set(true);
    await settle();
    await page.click('Remove');
    await page.click('Cancel');
    await escape();

    expect(host.done()).toBe('');
    expect(dialog()).not.toBeNull();
  });

  it('says why it was refused', async () => {
    host.refusal.set('Somebody was faster');
    await begin('Ask');

    expect(page.find('[role=alert]').textContent).toContain('Somebody was faster');
  });

  it('asks for what is missing before a form is sent', async () => {
    await begin('Fill in');
    await page.click('Create');
    expect(host.done()).toBe('');
    expect(page.text).toContain('Please fill this in');
    expect(document.activeElement?.getAttribute('name')).toBe('name');

    await page.type('name', 'Reception');
    await page.click('Create');
    expect(host.done()).toBe('sent');
  });
});
