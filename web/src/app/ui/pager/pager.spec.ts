import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { type PageStep, Pager } from './pager';

describe('a pager', () => {
  let page: Shown<Pager>;
  let steps: PageStep[];

  const open = async (inputs: Record<string, unknown>) => {
    page = await show(Pager, { from: 1, count: 50, ...inputs });
    steps = [];
    page.fixture.componentInstance.turn.subscribe(step => steps.push(step));
  };

  beforeEach(() => useWorld());

  const places: [what: string, inputs: Record<string, unknown>, text: string][] = [
    ['of what is counted', { total: { value: 5000, isExact: true } }, '1–50 of 5,000'],
    ['of what is more than was counted', { total: { value: 10_000, isExact: false } }, '1–50 of more than 10,000'],
    ['while nothing is counted', {}, '1–50'],
    ['of rows that came since the count', { from: 51, count: 7, total: { value: 55, isExact: true } }, '51–57 of 57'],
    ['of nothing', { count: 0, total: { value: 0, isExact: true } }, ''],
  ];

  for (const [what, inputs, text] of places) {
    it(`tells the place ${what}`, async () => {
      await open(inputs);
      expect(page.find('.range').textContent.trim()).toBe(text);
    });
  }

  it('turns the pages that there are', async () => {
    await open({ hasNext: true });
    await page.click('Previous page');
    await page.click('Next page');
    expect(steps).toEqual(['next']);
  });

  it('turns back to the page before and to the first', async () => {
    await open({ hasPrevious: true });
    await page.click('First page');
    await page.click('Previous page');
    expect(steps).toEqual(['first', 'previous']);
  });

  it('turns no page while one is on its way', async () => {
    await open({ hasNext: true, isBusy: true });
    await page.click('Next page');
    expect(steps).toEqual([]);
  });

  it('offers page sizes, and a list without pages', async () => {
    await open({ size: 50, sizes: [50, 100, 0] });
    const sizes: number[] = [];
    page.fixture.componentInstance.sizeChange.subscribe(size => sizes.push(size));
    const select = page.find<HTMLSelectElement>('select');
    expect([...select.options].map(option => option.text.trim())).toEqual(['50', '100', 'All']);

    select.value = '0';
    select.dispatchEvent(new Event('change'));
    await settle();

    expect(sizes).toEqual([0]);
  });
});
