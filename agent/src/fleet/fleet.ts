import type { Clock } from '../clock.ts';
import type { Device } from '../device.ts';
import type { Log } from '../log.ts';
import { NotConnected, Refusal } from '../refusal.ts';
import type { LocalTime } from './local-time.ts';
import type { Machine } from './machine.ts';
import { mishapsWithin } from './mishaps.ts';
import { activityAt, isSwitchedOn } from './office-day.ts';
import { type Random, oneOf } from './random.ts';
import { sessionsBeginning, sessionsUnderWay } from './session-plan.ts';
import type { StateFile } from './state-file.ts';
import type { Tally } from './tally.ts';

const TICK_MS = 1_000;
const SUMMARY_MS = 60_000;
/** The part of the fleet that may be switched on within a second: of those of an hour, most are there after ten. */
const ARRIVALS = 0.055;
/** Sessions that wait for their turn begin at most so many at once. */
const STARTS = 2;
/** The part of sessions that somebody of the support begins. */
const HELP = 0.8;
/** How many sessions one of the support holds at once, at most. */
const MOST_AT_ONCE = 3;

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
  private isStopping = false;
  private cancelTick = (): void => undefined;
  /** Lengths, in seconds, of the sessions that wait for their turn to begin. */
  private waiting: number[] | undefined;

  constructor(private readonly options: FleetOptions) {
    this.begunAt = options.clock.now();
    this.lastTickMs = this.lastSummaryMs = this.begunAt.getTime();
  }

  /** Begins to live, second by second, until `stop`. */
  start(): void {
    this.tick();
  }

  /** Switches every machine off with a goodbye, and keeps who they are. */
  async stop(): Promise<void> {
    this.isStopping = true;
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
    this.holdSessions(activityAt(time), spanSeconds);
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

  private holdSessions(activity: number, spanSeconds: number): void {
    const { random } = this.options;
    this.waiting ??= sessionsUnderWay(random, activity);
    const active = this.held() + this.waiting.length;
    this.waiting.push(...sessionsBeginning(random, activity, spanSeconds, active));
    for (const length of this.waiting.splice(0, STARTS)) this.holdSession(length);
  }

  private holdSession(lengthSeconds: number): void {
    const { clock, speed, tally } = this.options;
    const ends = this.choose();
    if (!ends) {
      this.waiting?.push(lengthSeconds);
      return;
    }
    const [from, to] = ends;
    from.startSession(to.identity.clientId).then(
      ({ localId }) => {
        tally.count('started');
        clock.after((lengthSeconds * 1000) / speed, () => void from.endSession(localId));
      },
      (error: unknown) => {
        tally.count(error instanceof Refusal ? error.code : error instanceof NotConnected ? 'lost' : 'failed');
      },
    );
  }

  /** Who calls whom: mostly somebody of the support, who may help a few at once, somebody who is not in a session. */
  private choose(): [from: Device, to: Device] | undefined {
    const { random, machines } = this.options;
    const idle = this.online().filter(({ sessions }) => sessions.length === 0);
    const supporters = machines
      .filter(({ isSupport }) => isSupport)
      .flatMap(({ online }) => online ?? [])
      .filter(({ sessions }) => sessions.length < MOST_AT_ONCE);
    const isHelp = random() < HELP && supporters.length > 0;
    const from = oneOf(random, isHelp ? supporters : idle);
    const to = oneOf(
      random,
      idle.filter(device => device !== from),
    );
    return from && to ? [from, to] : undefined;
  }

  private sufferMishaps(spanSeconds: number): void {
    const { random, machines } = this.options;
    const online = machines.filter(machine => machine.online);
    for (const mishap of mishapsWithin(random, spanSeconds, online.length)) oneOf(random, online)?.suffer(mishap);
  }

  private summarize(now: number): void {
    if (now - this.lastSummaryMs < SUMMARY_MS) return;
    this.lastSummaryMs = now;
    const { log, tally } = this.options;
    log.info('fleet', { online: this.online().length, sessions: this.held(), ...tally.take() });
  }

  private online(): Device[] {
    return this.options.machines.flatMap(({ online }) => online ?? []);
  }

  /** Sessions that the fleet's devices hold as the calling side, so that each counts once. */
  private held(): number {
    return this.online().flatMap(({ sessions, identity }) =>
      sessions.filter(session => session.fromClientId === identity.clientId),
    ).length;
  }
}
