import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { SearchField } from './search-field';
import { TYPING_PAUSE } from './typing-pause';

describe('a search field', () => {
  let page: Shown<SearchField>;
  let searches: string[];

  const open = async (pauseMs = 0) => {
    await useWorld({ providers: [{ provide: TYPING_PAUSE, useValue: pauseMs }] });
    page = await show(SearchField, { label: 'Search clients', value: '' });
    searches = [];
    page.fixture.componentInstance.searched.subscribe(text => searches.push(text));
  };
  const press = async (key: string) => {
    page.find('input').dispatchEvent(new KeyboardEvent('keydown', { key }));
    await settle();
  };

  it('tells what was typed once the typing pauses, without spaces around it, and once', async () => {
    await open();
    await page.type('query', ' recep ');
    await page.type('query', 'recep');
    expect(searches).toEqual(['recep']);
  });

  it('tells nothing while the typing goes on, but at once on Enter', async () => {
    await open(60_000);
    await page.type('query', 'recep');
    expect(searches).toEqual([]);

    await press('Enter');
    expect(searches).toEqual(['recep']);
  });

  it('can be cleared at once, and keeps the focus', async () => {
    await open(60_000);
    await page.type('query', 'recep');
    await press('Enter');

    await page.click('Clear search');

    expect(searches).toEqual(['recep', '']);
    expect(document.activeElement).toBe(page.find('input'));
  });

  it('shows what is searched for from outside, such as by going back', async () => {
    await open();
    page.fixture.componentRef.setInput('value', 'lobby');
    await settle();

    expect(page.find<HTMLInputElement>('input').value).toBe('lobby');
    expect(searches).toEqual([]);
  });
});
