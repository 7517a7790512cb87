import { mishapsWithin } from './mishaps.ts';
import { seededRandom } from './random.ts';
import { FEWEST_SESSIONS, MOST_SESSIONS, sessionsBeginning, sessionsUnderWay } from './session-plan.ts';

describe('the plan of sessions', () => {
  /** How many are active at the end of each second of a time, when sessions begin and end as planned. */
  const live = (seed: number, activity: number, seconds: number) => {
    const random = seededRandom(seed);
    let ends = sessionsUnderWay(random, activity);
    const active: number[] = [];
    let begun = 0;
    for (let now = 0; now < seconds; now += 1) {
      ends = ends.filter(end => end > now);
      const lengths = sessionsBeginning(random, activity, 1, ends.length);
      begun += lengths.length;
      ends.push(...lengths.map(length => now + length));
      active.push(ends.length);
    }
    return { active, begun };
  };

  for (const activity of [0.6, 0.8, 1]) {
    it(`keeps 8 to 25 active at an activity of ${String(activity)}, and begins one every few seconds`, () => {
      const { active, begun } = live(7, activity, 3600);

      expect(Math.min(...active)).toBeGreaterThanOrEqual(FEWEST_SESSIONS);
      expect(Math.max(...active)).toBeLessThanOrEqual(MOST_SESSIONS);
      expect(begun).toBeGreaterThan(3600 / 12);
      expect(begun).toBeLessThan(3600 / 4);
    });
  }

  it('begins no more than there is room for, however many would', () => {
    const begun = [20, 24, 25].map(active => sessionsBeginning(seededRandom(11), 1, 600, active).length);

    expect(begun).toEqual([5, 1, 0]);
  });

  it('has more of them in busy hours', () => {
    const average = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

    expect(average(live(8, 1, 3600).active)).toBeGreaterThan(average(live(8, 0.6, 3600).active));
  });

  it('finds some under way, the long ones too', () => {
    const lengths = sessionsUnderWay(seededRandom(9), 1);

    expect(lengths.length).toBeGreaterThanOrEqual(12);
    expect(Math.max(...lengths)).toBeGreaterThan(600);
    expect(Math.min(...lengths)).toBeGreaterThanOrEqual(10);
  });

  it('has a machine crash or lose its network now and then', () => {
    const mishaps = mishapsWithin(seededRandom(10), 3600, 200);
    const crashes = mishaps.filter(({ kind }) => kind === 'crash').length;

    expect(crashes).toBeGreaterThan(45);
    expect(crashes).toBeLessThan(100);
    expect(mishaps.length - crashes).toBeGreaterThan(20);
    expect(mishapsWithin(seededRandom(10), 3600, 0)).toEqual([]);
  });
});
