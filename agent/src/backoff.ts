const SHORTEST_MS = 500;
const LONGEST_MS = 15_000;

/** The waits between tries to reconnect: they double from 0.5 s to 15 s, each shortened at random by up to a half. */
export class Backoff {
  private tries = 0;

  constructor(private readonly random: () => number) {}

  /** How long to wait before the next try, in ms: 250 to 15,000. */
  nextMs(): number {
    const longestMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** this.tries);
    this.tries = Math.min(this.tries + 1, 10);
    // Jitter: a fleet that lost its server together must not come back together.
    return longestMs * (0.5 + this.random() / 2);
  }

  /** Starts again with the shortest wait. */
  reset(): void {
    this.tries = 0;
  }
}
