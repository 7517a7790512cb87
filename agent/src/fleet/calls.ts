import type { Clock } from '../clock.ts';
import type { Device } from '../device.ts';
import { NotConnected, Refusal } from '../refusal.ts';
import { LonelySessions } from './lonely-sessions.ts';
import type { Machine } from './machine.ts';
import { type Random, between, oneOf } from './random.ts';
import { sessionsBeginning, sessionsUnderWay } from './session-plan.ts';
import type { Tally } from './tally.ts';

/** Sessions that wait for their turn begin at most so many at once. */
const STARTS = 2;
/** The part of sessions that somebody of the support begins. */
const HELP = 0.8;
/** How many sessions one of the support holds at once, at most. */
const MOST_AT_ONCE = 3;
/** The part of sessions that go to machines outside of the fleet. */
const OUTSIDE = 0.12;

export interface CallsOptions {
  machines: readonly Machine[];
  clock: Clock;
  random: Random;
  /** How much faster than the clock sessions pass. */
  speed: number;
  tally: Tally;
}

/** Lets the machines of a fleet call each other. */
export class Calls {
  /** Lengths, in seconds, of the sessions that wait for their turn to begin. */
  private waiting: number[] | undefined;
  private readonly lonely = new LonelySessions();

  constructor(private readonly options: CallsOptions) {}

  /** How many sessions the fleet holds as the calling side, so that each counts once. */
  get held(): number {
    return this.devices.flatMap(({ sessions, identity }) =>
      sessions.filter(session => session.fromClientId === identity.clientId),
    ).length;
  }

  /** Begins what is to begin after a span of time, and gives up what has lost its caller. */
  tick(activity: number, spanSeconds: number): void {
    const { random, clock } = this.options;
    this.waiting ??= sessionsUnderWay(random, activity);
    const active = this.held + this.waiting.length;
    this.waiting.push(...sessionsBeginning(random, activity, spanSeconds, active));
    for (const length of this.waiting.splice(0, STARTS)) this.begin(length);

    for (const { by, id } of this.lonely.givenUp(this.devices, clock.now().getTime())) void by.endSession(id);
  }

  private begin(lengthSeconds: number): void {
    const { clock, speed, tally } = this.options;
    const ends = this.choose();
    if (!ends) {
      this.waiting?.push(lengthSeconds);
      return;
    }
    const { from, to } = ends;
    from.startSession(to).then(
      ({ localId }) => {
        tally.count('started');
        clock.after((lengthSeconds * 1000) / speed, () => void from.endSession(localId));
      },
      (error: unknown) => {
        tally.count(error instanceof Refusal ? error.code : error instanceof NotConnected ? 'lost' : 'failed');
      },
    );
  }

  /** Who calls whom: mostly somebody of the support, who may help a few at once, a machine that is in no session. */
  private choose(): { from: Device; to: string } | undefined {
    const { random, machines } = this.options;
    const idle = this.online.filter(({ sessions }) => sessions.length === 0);
    const supporters = machines
      .filter(({ isSupport }) => isSupport)
      .flatMap(({ online }) => online ?? [])
      .filter(({ sessions }) => sessions.length < MOST_AT_ONCE);
    const isHelp = random() < HELP && supporters.length > 0;
    const from = oneOf(random, isHelp ? supporters : idle);
    const others = idle.filter(device => device !== from);
    const to = random() < OUTSIDE ? outsideNumber(random) : oneOf(random, others)?.identity.clientId;
    return from && to !== undefined ? { from, to } : undefined;
  }

  /** Of the machines that are switched on; some may have lost their connection, but not their sessions. */
  private get devices(): Device[] {
    return this.options.machines.flatMap(({ device }) => device ?? []);
  }

  private get online(): Device[] {
    return this.options.machines.flatMap(({ online }) => online ?? []);
  }
}

/** A number that, but for a rare chance, no account knows. */
function outsideNumber(random: Random): string {
  return String(Math.floor(between(random, 200_000_000, 1_000_000_000)));
}
