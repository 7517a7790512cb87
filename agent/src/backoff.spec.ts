import { Backoff } from './backoff.ts';

describe('the wait before reconnecting', () => {
  const waits = (backoff: Backoff, times: number): number[] => Array.from({ length: times }, () => backoff.nextMs());

  it('doubles from half a second to 15 seconds', () => {
    expect(waits(new Backoff(() => 1), 7)).toEqual([500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('is shortened by chance, by a half at most', () => {
    expect(waits(new Backoff(() => 0), 6)).toEqual([250, 500, 1000, 2000, 4000, 7500]);
  });

  it('starts anew after a connection that held', () => {
    const backoff = new Backoff(() => 1);
    waits(backoff, 5);

    backoff.reset();

    expect(backoff.nextMs()).toBe(500);
  });
});
