import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { Calls } from './calls.ts';
import type { LocalTime } from './local-time.ts';
import type { Machine } from './machine.ts';
import { mishapsWithin } from './mishaps.ts';
import { activityAt, isSwitchedOn } from './office-day.ts';
import { type Random, oneOf } from './random.ts';
import type { StateFile } from './state-file.ts';
import type { Tally } from './tally.ts';

const TICK_MS = 1_000;
const SUMMARY_MS = 60_000;
/** The part of the fleet that may be switched on within a second: of those of an hour, most are there after ten. */
const ARRIVALS = 0.055;

export interface FleetOptions {
  machines: readonly Machine[];
  state: StateFile;
  tally: Tally;
  clock: Clock;
  random: Random;
  localTime: (at: Date) => LocalTime;
  /** How much faster than the clock the fleet's day passes. */
  speed: number;
  log: Log;
}

/** Many devices that keep an office's day: they come and go, hold sessions with each other, and sometimes break. */
export class Fleet {
  private readonly begunAt: Date;
  private lastTickMs: number;
  private lastSummaryMs: number;
  private cancelTick = (): void => undefined;
  private readonly calls: Calls;

  constructor(private readonly options: FleetOptions) {
    this.calls = new Calls(options);
    this.begunAt = options.clock.now();
    this.lastTickMs = this.lastSummaryMs = this.begunAt.getTime();
  }

  /** Begins to live, second by second, until `stop`. */
  start(): void {
    this.tick();
  }

  /** Switches every machine off with a goodbye, and keeps who they are. */
  async stop(): Promise<void> {
    this.cancelTick();
    await Promise.all(this.options.machines.map(machine => machine.goHome()));
    await this.options.state.write();
  }

  private tick(): void {
    const { clock, speed, localTime } = this.options;
    const now = clock.now().getTime();
    const spanSeconds = ((now - this.lastTickMs) / 1000) * speed;
    this.lastTickMs = now;
    const time = localTime(new Date(this.begunAt.getTime() + (now - this.begunAt.getTime()) * speed));

    this.comeAndGo(time);
    this.calls.tick(activityAt(time), spanSeconds);
    this.sufferMishaps(spanSeconds);
    this.summarize(now);
    this.options.state.write().catch((error: unknown) => {
      this.options.log.error('the state was not written', { reason: String(error) });
    });
    this.cancelTick = clock.after(TICK_MS, () => {
      this.tick();
    });
  }

  private comeAndGo(time: LocalTime): void {
    const { machines } = this.options;
    let places = Math.ceil(machines.length * ARRIVALS);
    for (const [number, machine] of machines.entries()) {
      if (!isSwitchedOn(number, time)) {
        if (machine.isOn) void machine.goHome();
      } else if (places > 0 && machine.canComeIn) {
        places -= 1;
        void machine.comeIn();
      }
    }
  }

  private sufferMishaps(spanSeconds: number): void {
    const { random, machines } = this.options;
    const online = machines.filter(machine => machine.online);
    for (const mishap of mishapsWithin(random, spanSeconds, online.length)) oneOf(random, online)?.suffer(mishap);
  }

  private summarize(now: number): void {
    if (now - this.lastSummaryMs < SUMMARY_MS) return;
    this.lastSummaryMs = now;
    const { log, tally, machines } = this.options;
    log.info('fleet', {
      online: machines.filter(({ online }) => online).length,
      sessions: this.calls.held,
      ...tally.take(),
    });
  }
}
