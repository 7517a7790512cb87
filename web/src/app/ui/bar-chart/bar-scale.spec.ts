import { scaleOf } from './bar-scale';

describe('the scale of a bar chart', () => {
  const cases: [what: string, highest: number, most: number, step: number][] = [
    ['has whole steps where there is nothing', 0, 4, 1],
    ['has whole steps for few', 3, 4, 1],
    ['holds the highest bar', 17, 20, 5],
    ['ends at the first line above it', 21, 30, 10],
    ['grows by 1, 2 and 5', 730, 800, 200],
    ['reaches the highest bar itself', 4000, 4000, 1000],
  ];

  for (const [what, highest, most, step] of cases) {
    it(what, () => expect(scaleOf([{ name: '', tick: '', value: highest }])).toEqual({ most, step }));
  }
});
