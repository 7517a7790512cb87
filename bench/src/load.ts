import autocannon from 'autocannon';
import { median } from './report.ts';

const CONNECTIONS = 32;
const WARM_UP_S = 2;

/** What is called, and how. */
export interface Target {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

/** Requests a second, and how long the middle and the slowest hundredth took. */
export interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** The two in turn, round by round, so that a change of the machine's speed falls on both. Medians of the rounds. */
export async function compare(
  one: Target,
  other: Target,
  rounds: number,
  seconds: number,
): Promise<[Figures, Figures]> {
  await shoot(one, WARM_UP_S);
  await shoot(other, WARM_UP_S);
  const figures: [Figures[], Figures[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    figures[0].push(await shoot(one, seconds));
    figures[1].push(await shoot(other, seconds));
  }
  return [middle(figures[0]), middle(figures[1])];
}

async function shoot(target: Target, duration: number): Promise<Figures> {
  const result = await autocannon({ ...target, connections: CONNECTIONS, duration });
  const failed = result.errors + result.non2xx;
  if (failed > 0)
    throw new Error(`${String(failed)} of ${String(result.requests.total)} requests to ${target.url} failed`);
  return { perSecond: result.requests.average, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

const middle = (figures: readonly Figures[]): Figures => ({
  perSecond: median(figures.map(({ perSecond }) => perSecond)),
  p50Ms: median(figures.map(({ p50Ms }) => p50Ms)),
  p99Ms: median(figures.map(({ p99Ms }) => p99Ms)),
});
