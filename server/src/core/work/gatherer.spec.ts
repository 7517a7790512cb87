import { Gatherer } from './gatherer.ts';

const EVERY_MS = 50;

describe('work that is gathered', () => {
  it('is done at once, and what is asked for meanwhile together, no sooner than the interval allows', async () => {
    const startedMs: number[] = [];
    const gatherer = new Gatherer(async () => void startedMs.push(performance.now()), EVERY_MS);

    const first = gatherer.ask();
    await first;
    await Promise.all([gatherer.ask(), gatherer.ask(), gatherer.ask()]);

    const [one = 0, other = 0] = startedMs;
    expect(startedMs.length).toBe(2);
    // A timer may fire a little early.
    expect(other - one).toBeGreaterThan(EVERY_MS - 2);
  });

  it('is never done twice at the same time, and whoever asks while it is done gets a run of his own', async () => {
    const runs: (() => void)[] = [];
    const gatherer = new Gatherer(() => new Promise<void>(resolve => runs.push(resolve)), 0);
    const first = gatherer.ask();
    while (runs.length === 0) await Promise.resolve();

    const second = gatherer.ask();
    runs[0]?.();
    await first;
    while (runs.length === 1) await new Promise(resolve => setTimeout(resolve));

    runs[1]?.();
    await expectAsync(second).toBeResolved();
    expect(runs.length).toBe(2);
  });

  it('that fails tells those who asked for it, and is done again for the next', async () => {
    let runs = 0;
    const gatherer = new Gatherer(() => (runs++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve()), 0);

    await expectAsync(gatherer.ask()).toBeRejectedWithError('away');
    await expectAsync(gatherer.ask()).toBeResolved();
  });
});
