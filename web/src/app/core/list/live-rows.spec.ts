import { LiveRows } from './live-rows';

interface Item {
  readonly id: string;
  readonly place: number;
}

const item = (id: string, place: number): Item => ({ id, place });
const byPlace = (one: Item, other: Item) => one.place - other.place;

describe('the rows of a live list', () => {
  let rows: LiveRows<Item>;

  const ids = () => rows.list()?.map(row => row().id);

  beforeEach(() => {
    rows = new LiveRows<Item>();
    rows.replace([item('a', 1), item('b', 3), item('c', 5)]);
  });

  it('stay the same list while only what is in them changes', () => {
    const before = rows.list();

    rows.patch(item('b', 4));
    rows.replace([item('a', 1), item('b', 3), item('c', 6)]);

    expect(rows.list()).toBe(before);
    expect(rows.get('c')?.place).toBe(6);
  });

  it('keep their signals while others come and go', () => {
    const [, b] = rows.list() ?? [];

    rows.replace([item('b', 3), item('d', 7)]);

    expect(ids()).toEqual(['b', 'd']);
    expect(rows.list()?.[0]).toBe(b);
    expect(rows.get('a')).toBeUndefined();
  });

  it('are put where they belong, at both ends and between', () => {
    rows.rearrange([], [item('first', 0), item('middle', 4), item('last', 9)], byPlace);
    expect(ids()).toEqual(['first', 'a', 'b', 'middle', 'c', 'last']);
  });

  it('change places', () => {
    rows.rearrange([], [item('a', 4)], byPlace);
    expect(ids()).toEqual(['b', 'a', 'c']);
    expect(rows.get('a')?.place).toBe(4);
  });

  it('go', () => {
    rows.rearrange(['b'], [], byPlace);
    expect(ids()).toEqual(['a', 'c']);
    expect(rows.size).toBe(2);
  });

  it('are not there twice where they are read again', () => {
    rows.append([item('c', 5), item('d', 7)]);
    expect(ids()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('can be a hundred thousand', () => {
    rows.replace(Array.from({ length: 100_000 }, (_, place) => item(`n${String(place)}`, place)));
    const begun = performance.now();

    rows.rearrange(
      ['n500'],
      Array.from({ length: 250 }, (_, index) => item(`m${String(index)}`, index * 400)),
      byPlace,
    );

    expect(rows.size).toBe(100_249);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
