import { jitteredWaitMs } from './retry-wait';

describe('the wait before another try', () => {
  it('doubles from half a second to 15 seconds', () => {
    const waits = [0, 1, 4, 5, 60].map(attempt => jitteredWaitMs(attempt, () => 0.5));

    expect(waits).toEqual([500, 1000, 8000, 15_000, 15_000]);
  });

  it('spreads a crowd from a half to one and a half of it', () => {
    expect(jitteredWaitMs(0, () => 0)).toBe(250);
    expect(jitteredWaitMs(0, () => 0.999)).toBeCloseTo(750, -1);
  });
});
