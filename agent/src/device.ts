import { randomUUID } from 'node:crypto';

import type { ClientOptions } from 'ws';

import { Backoff } from './backoff.ts';
import type { Clock } from './clock.ts';
import { CommandDesk, unlicensed } from './commands.ts';
import { Conduct } from './custom/conduct.ts';
import { type HeldSession, HeldSessions } from './held-sessions.ts';
import type { Identity } from './identity.ts';
import { Link, type LinkEnd } from './link.ts';
import type { Log } from './log.ts';
import {
  ACKNOWLEDGE_COMMAND,
  type Command,
  END_SESSION,
  REPORT_SESSIONS,
  type ReportSessionsData,
  START_SESSION,
  type StartSessionData,
} from './operations.ts';
import { NotConnected, Refusal } from './refusal.ts';
import { socketEndpoint } from './server-url.ts';

/** Why a device no longer tries to be connected. */
export type StopReason = 'stopped' | 'removed' | 'unauthenticated' | 'forbidden' | 'superseded';

/** After these close codes another try would end the same way. */
const FATAL_CODES: Readonly<Record<number, StopReason>> = {
  4401: 'unauthenticated',
  4403: 'forbidden',
  4409: 'superseded',
};

/** With 4403: it was away when it was removed, and so was not told by a command. */
const REMOVED = 'The client was removed';

const STEADY_MS = 10_000;
const GOODBYE_MS = 3_000;

export interface DeviceOptions {
  identity: Identity;
  /** The program's version; without one the portal goes on showing what it knows. */
  version?: string;
  clock: Clock;
  log: Log;
  /** 0 to 1, for the jitter of reconnecting. */
  random?: () => number;
  /** What the device may do; everything, unless said otherwise. */
  conduct?: Conduct;
  /** Keeps the identity when the portal has changed it. */
  keep?: (identity: Identity) => Promise<void>;
  /** For the WebSocket: certificates, a proxy's agent, another way to the network. */
  webSocket?: ClientOptions;
}

/** One device: one identity, one connection at a time, and the sessions that it holds. */
export class Device {
  /** Differs each time the device starts, so that the portal tells a restart from a lost connection. */
  readonly bootId = randomUUID();

  private readonly held: HeldSessions;
  private readonly conduct: Conduct;
  private readonly desk: CommandDesk;
  private readonly backoff: Backoff;
  private current: Identity;
  private link: Link | undefined;
  private readyLink: Link | undefined;
  private connectedAt: Date | undefined;
  private stopReason: StopReason | undefined;
  private wake = (): void => undefined;
  private turn: Promise<unknown> = Promise.resolve();
  /** Ends that the portal does not know yet; their comments would be lost if only the list were reported. */
  private readonly untoldEnds: { localId: string; comment: string | undefined }[] = [];

  constructor(private readonly options: DeviceOptions) {
    const { clock, random = Math.random, conduct = new Conduct() } = options;
    this.current = options.identity;
    this.conduct = conduct;
    this.held = new HeldSessions(clock);
    this.desk = new CommandDesk({ sessions: this.held, bootId: this.bootId, now: () => clock.now(), conduct });
    this.backoff = new Backoff(random);
    options.log.hide(options.identity.token);
  }

  get identity(): Identity {
    return this.current;
  }

  /** Whether the portal has let the device in and has its list of sessions. */
  get isConnected(): boolean {
    return this.readyLink !== undefined;
  }

  get sessions(): readonly HeldSession[] {
    return this.held.all;
  }

  /** Connects, and connects again whenever the connection is lost, until the device is stopped or the portal will have it no more. */
  async run(): Promise<StopReason> {
    while (!this.stopReason) {
      const end = await this.connect();
      this.stopReason ??= await this.reasonIn(end);
      if (this.stopReason) break;

      const connectedMs = this.connectedAt ? this.options.clock.now().getTime() - this.connectedAt.getTime() : 0;
      if (connectedMs >= STEADY_MS) this.backoff.reset();
      const retryMs = Math.round(this.backoff.nextMs());
      this.options.log.warn('disconnected', { ...this.name, code: end.code, reason: end.reason, retryMs });
      await this.sleep(retryMs);
    }
    // What was still under way, such as keeping that the device was removed.
    await this.turn;
    this.held.dropAll();
    return this.stopReason;
  }

  /** Ends the device's sessions, says goodbye within 3 s and lets `run` return. */
  async stop(): Promise<void> {
    this.stopReason ??= 'stopped';
    this.wake();
    const { link } = this;
    const hasEnded = link?.ended ?? Promise.resolve();
    const stopWaiting = this.options.clock.after(GOODBYE_MS, () => link?.terminate());
    await Promise.race([Promise.all(this.sessions.map(({ localId }) => this.endSession(localId))), hasEnded]);
    link?.close();
    if (!this.readyLink) link?.terminate();
    await hasEnded;
    stopWaiting();
  }

  /**
   * Asks the portal for a session to another device, and holds it.
   *
   * @param toClientId a number or an alias
   * @throws Refusal where the portal says no: SESSION_LIMIT_REACHED, DEVICE_LIMIT_REACHED, LICENSE_EXPIRED, BAD_USER_INPUT;
   *   FORBIDDEN where this device may start no such session
   * @throws NotConnected where there is no connection, or it is lost meanwhile
   */
  async startSession(toClientId: string, comment?: string): Promise<HeldSession> {
    if (!this.conduct.mayStart(toClientId)) throw new Refusal('FORBIDDEN', 'This client may not start this session');
    const link = this.readyLink;
    if (!link) throw new NotConnected();

    const session = this.held.hold({ fromClientId: this.current.clientId, toClientId });
    const { bootId } = this;
    const requestedAt = session.startedAt.toISOString();
    const input = { bootId, localId: session.localId, toClientId, requestedAt, comment };
    try {
      const { startSession } = await this.inTurn(() => link.request<StartSessionData>(START_SESSION, { input }));
      session.sessionId = startSession.id;
      session.toClientId = startSession.to.clientId;
    } catch (error) {
      // Should the portal hold it all the same, the next report lacks it, and so it ends.
      this.held.drop(session.localId);
      throw error;
    }
    this.options.log.info('session started', { ...this.name, session: session.sessionId, to: session.toClientId });
    return session;
  }

  /**
   * Ends a session here at once, and at the portal as soon as there is a connection.
   *
   * @param id the local id or the portal's
   * @returns whether it was held
   */
  async endSession(id: string, comment?: string): Promise<boolean> {
    const session = this.held.find(id);
    if (!session) return false;

    this.held.drop(session.localId);
    this.options.log.info('session ended', { ...this.name, session: session.sessionId });
    this.untoldEnds.push({ localId: session.localId, comment });
    const link = this.readyLink;
    if (link) await this.inTurn(() => this.tellEnds(link)).catch(this.ignoreLoss);
    return true;
  }

  private async connect(): Promise<LinkEnd> {
    const { clock, version, webSocket } = this.options;
    const { server, clientId, token } = this.current;
    const link = new Link({
      url: socketEndpoint(server),
      hello: {
        authorization: `Client ${clientId}:${token}`,
        bootId: this.bootId,
        version,
        configurationVersion: this.conduct.configuration?.version,
        deviceTime: clock.now().toISOString(),
      },
      clock,
      ...(webSocket && { webSocket }),
    });
    this.link = link;
    this.connectedAt = undefined;
    if (await link.opened) {
      link.follow(command => {
        // Known at once: the portal closes the connection right behind it.
        if (command.kind === 'REMOVED') this.stopReason ??= 'removed';
        this.inTurn(() => this.obey(link, command)).catch(this.ignoreLoss);
      });
      await this.inTurn(() => this.introduce(link)).catch((error: unknown) => {
        this.options.log.warn('report refused', { ...this.name, reason: messageOf(error) });
        link.terminate();
      });
    }
    const end = await link.ended;
    this.readyLink = undefined;
    return end;
  }

  /** Tells the portal what it does not know yet, after which the device is ready. */
  private async introduce(link: Link): Promise<void> {
    await this.tellEnds(link);
    await this.report(link);
    this.readyLink = link;
    this.connectedAt = this.options.clock.now();
    this.options.log.info('connected', { ...this.name, server: this.current.server, sessions: this.sessions.length });
  }

  private async tellEnds(link: Link): Promise<void> {
    for (let end = this.untoldEnds[0]; end; end = this.untoldEnds[0]) {
      try {
        await link.request(END_SESSION, { input: { bootId: this.bootId, ...end } });
      } catch (error) {
        // Refused, it is over for the portal already, or unknown to it: nothing is left to tell.
        if (!(error instanceof Refusal)) throw error;
      }
      this.untoldEnds.shift();
    }
  }

  private async report(link: Link): Promise<void> {
    const sessions = this.held.all.map(({ startedAt, ...session }) => ({
      ...session,
      bootId: this.bootId,
      startedAt: startedAt.toISOString(),
    }));
    const input = { bootId: this.bootId, sessions, deviceTime: this.options.clock.now().toISOString() };
    const { reportSessions } = await link.request<ReportSessionsData>(REPORT_SESSIONS, { input });
    for (const localId of reportSessions.close) {
      this.held.drop(localId);
      this.options.log.info('session closed by the portal', { ...this.name, localId });
    }
  }

  /** Why the portal will have the device no more, where the connection ended so; undefined where it may come back. */
  private async reasonIn({ code, reason }: LinkEnd): Promise<StopReason | undefined> {
    if (code !== 4403 || reason !== REMOVED) return FATAL_CODES[code];
    if (!this.current.removedAt) await this.keep(unlicensed(this.current, this.options.clock.now()));
    return 'removed';
  }

  private async obey(link: Link, command: Command): Promise<void> {
    const { result, ended, begun, ending, identity } = this.desk.obey(command, this.current);
    const { id, kind, sessionId } = command;
    this.options.log.info('command', { ...this.name, kind, session: sessionId ?? undefined, result });

    if (ending)
      this.options.log.warn('session ends soon', {
        ...this.name,
        session: ending.session.sessionId,
        at: ending.endsBy,
      });
    if (identity) await this.keep(identity);
    if (kind === 'REMOVED') {
      // Nothing more is told: the portal knows the device no longer.
      link.close();
      return;
    }
    if (ended) this.untoldEnds.push({ localId: ended.localId, comment: undefined });
    await this.tellEnds(link);
    if (begun) await this.report(link);
    await link.request(ACKNOWLEDGE_COMMAND, { id, result });
  }

  private async keep(identity: Identity): Promise<void> {
    this.current = identity;
    await this.options.keep?.(identity);
  }

  /** One request at a time, so that the portal sees things in the order in which they happened here. */
  private inTurn<T>(job: () => Promise<T>): Promise<T> {
    const result = this.turn.then(job);
    this.turn = result.catch(() => undefined);
    return result;
  }

  /** A connection that breaks is no failure of what was under way: the next one begins with a full report. */
  private readonly ignoreLoss = (error: unknown): void => {
    if (error instanceof NotConnected) return;
    this.options.log.warn('refused', { ...this.name, reason: messageOf(error) });
  };

  private sleep(ms: number): Promise<void> {
    return new Promise(resolve => {
      const stopWaiting = this.options.clock.after(ms, resolve);
      this.wake = () => {
        stopWaiting();
        resolve();
      };
    });
  }

  private get name(): { client: string } {
    return { client: this.current.clientId };
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Refusal) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
