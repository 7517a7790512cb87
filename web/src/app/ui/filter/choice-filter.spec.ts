import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { ChoiceFilter } from './choice-filter';

const OPTIONS = [
  { value: 'ONLINE', label: 'Online' },
  { value: 'STALE', label: 'Reconnecting' },
  { value: 'OFFLINE', label: 'Offline' },
];

describe('a filter with options', () => {
  let page: Shown<ChoiceFilter<string>>;

  const panel = () => document.querySelector('[role=dialog]');
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>('[role=dialog] input')];
  const open = async (inputs: Record<string, unknown> = {}) => {
    await useWorld();
    page = await show(ChoiceFilter<string>, { label: 'Presence', options: OPTIONS, chosen: [], ...inputs });
    page.fixture.componentInstance.chosenChange.subscribe(chosen =>
      page.fixture.componentRef.setInput('chosen', chosen),
    );
  };

  it('says what it lets through, in the order of its options', async () => {
    await open();
    await page.click('Presence');
    boxes()[2]?.click();
    boxes()[0]?.click();
    await settle();

    expect(page.text).toBe('Presence Online, Offline');
    expect(page.fixture.componentInstance.chosen()).toEqual(['ONLINE', 'OFFLINE']);
    expect(panel()?.getAttribute('aria-label')).toBe('Presence');
  });

  it('is cleared by its cross, and keeps the focus', async () => {
    await open({ chosen: ['STALE'] });
    await page.click('Clear filter Presence');

    expect(page.text).toBe('Presence');
    expect(document.activeElement).toBe(page.find('button'));
  });

  it('closes on Escape', async () => {
    await open();
    await page.click('Presence');
    expect(panel()).not.toBeNull();

    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', keyCode: 27, bubbles: true }));
    await settle();

    expect(panel()).toBeNull();
  });

  it('closes on the first choice where there can be only one', async () => {
    await open({ isSingle: true, chosen: ['ONLINE'] });
    await page.click('Presence Online');
    boxes()[2]?.click();
    await settle();

    expect(page.text).toBe('Presence Offline');
    expect(panel()).toBeNull();
  });
});
