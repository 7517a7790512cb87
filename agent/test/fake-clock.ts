import type { Clock } from '../src/clock.ts';

/** A clock that stands still until it is told to go on. */
export class FakeClock implements Clock {
  private timers: { at: number; run: () => void }[] = [];

  constructor(private ms = Date.parse('2026-11-23T09:00:00Z')) {}

  now(): Date {
    return new Date(this.ms);
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.ms + delayMs, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter(other => other !== timer);
    };
  }

  /** Lets time pass, and runs what is due. */
  pass(ms: number): void {
    this.ms += ms;
    const due = this.timers.filter(timer => timer.at <= this.ms).sort((one, other) => one.at - other.at);
    this.timers = this.timers.filter(timer => !due.includes(timer));
    for (const { run } of due) run();
  }
}
