import { ChangeDetectionStrategy, Component } from '@angular/core';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Tab, Tabs } from './tabs';

@Component({
  imports: [Tab, Tabs],
  template: `
    <ui-tabs label="Views">
      <ng-template uiTab="one" label="Overview">first</ng-template>
      <ng-template uiTab="two" label="Sessions">second</ng-template>
      <ng-template uiTab="three" label="Log">third</ng-template>
    </ui-tabs>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {}

describe('tabs', () => {
  let page: Shown<Host>;

  const panel = () => page.find('[role=tabpanel]').textContent;
  const press = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    await settle();
  };

  beforeEach(async () => {
    await useWorld();
    page = await show(Host);
    page.find('[role=tab]').focus();
  });

  afterEach(() => document.documentElement.setAttribute('dir', 'ltr'));

  it('show one view at a time', async () => {
    expect(panel()).toBe('first');
    await page.click('Sessions');

    expect(panel()).toBe('second');
    expect(page.find('[aria-selected=true]').textContent.trim()).toBe('Sessions');
  });

  it('are gone along by the arrow keys, round the end', async () => {
    await press('ArrowRight');
    expect(panel()).toBe('second');
    await press('End');
    await press('ArrowRight');
    expect(panel()).toBe('first');
    await press('ArrowLeft');
    expect(panel()).toBe('third');
    expect(document.activeElement?.textContent.trim()).toBe('Log');
  });

  it('are gone along the other way where a language is written from the right', async () => {
    document.documentElement.setAttribute('dir', 'rtl');
    await press('ArrowLeft');
    expect(panel()).toBe('second');
  });
});
