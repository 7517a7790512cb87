import type { Conduct } from './custom/conduct.ts';
import type { HeldSession, HeldSessions } from './held-sessions.ts';
import type { Identity } from './identity.ts';
import type { Command, CommandResult } from './operations.ts';

const REMEMBERED = 256;

/** What obeying a command led to, beside the answer to the portal. */
export interface Obedience {
  result: CommandResult;
  /** A session that was ended here and must be ended at the portal too. */
  ended?: HeldSession;
  /** A session that began here and must be reported. */
  begun?: HeldSession;
  /** A session that the portal will end by itself, and when. */
  ending?: { readonly session: HeldSession; readonly endsBy: string };
  /** What the identity holds now. */
  identity?: Identity;
}

export interface CommandDeskOptions {
  sessions: HeldSessions;
  /** Local ids that the portal names together with another one are of an earlier start. */
  bootId: string;
  now: () => Date;
  /** What the device may do. */
  conduct: Conduct;
}

/** Obeys commands. One that comes again, as it does until it is acknowledged, gets the same answer and does nothing more. */
export class CommandDesk {
  private readonly answers = new Map<string, CommandResult>();

  constructor(private readonly options: CommandDeskOptions) {}

  obey(command: Command, identity: Identity): Obedience {
    const known = this.answers.get(command.id);
    if (known) return { result: known };

    const obedience = this.act(command, identity);
    this.remember(command.id, obedience.result);
    return obedience;
  }

  private act({ kind, sessionId, data }: Command, identity: Identity): Obedience {
    switch (kind) {
      case 'CLOSE_SESSION':
        return this.closeSession(sessionId, data);
      case 'INCOMING_SESSION':
        return this.takeSession(sessionId, data, identity);
      case 'SESSION_ENDS_SOON':
        return this.foresee(sessionId, data);
      case 'REMOVED':
        return { result: 'CONFIRMED', identity: unlicensed(identity, this.options.now()) };
      case 'SET_ALIAS':
        return { result: 'CONFIRMED', identity: withAlias(identity, data['alias']) };
      case 'SET_CONFIG':
        return this.takeConfiguration(data['config'], identity);
      default:
        return { result: 'REJECTED' };
    }
  }

  private closeSession(sessionId: string | null, data: Record<string, unknown>): Obedience {
    const session = this.held(sessionId, data);
    if (!session) return { result: 'REJECTED' };

    this.options.sessions.drop(session.localId);
    return { result: 'CONFIRMED', ended: session };
  }

  private foresee(sessionId: string | null, data: Record<string, unknown>): Obedience {
    const session = this.held(sessionId, data);
    const { endsBy } = data;
    if (!session || typeof endsBy !== 'string') return { result: 'REJECTED' };
    return { result: 'CONFIRMED', ending: { session, endsBy } };
  }

  /** The session that a command is about. The device's own key for it holds even where the portal's id has not arrived yet. */
  private held(sessionId: string | null, { bootId, localId }: Record<string, unknown>): HeldSession | undefined {
    const { sessions, bootId: ownBootId } = this.options;
    const id = bootId === ownBootId && typeof localId === 'string' ? localId : sessionId;
    return id === null ? undefined : sessions.find(id);
  }

  private takeSession(
    sessionId: string | null,
    { fromClientId, fromAlias }: Record<string, unknown>,
    { clientId }: Identity,
  ): Obedience {
    const { sessions, conduct } = this.options;
    if (sessionId === null || typeof fromClientId !== 'string') return { result: 'REJECTED' };
    if (!conduct.mayTake(fromClientId, fromAlias)) return { result: 'REJECTED' };
    if (sessions.find(sessionId)) return { result: 'CONFIRMED' };

    return { result: 'CONFIRMED', begun: sessions.hold({ sessionId, fromClientId, toClientId: clientId }) };
  }

  private takeConfiguration(config: unknown, identity: Identity): Obedience {
    const configured = this.options.conduct.take(identity, config);
    return configured ? { result: 'CONFIRMED', identity: configured } : { result: 'REJECTED' };
  }

  private remember(id: string, result: CommandResult): void {
    this.answers.set(id, result);
    const [oldest] = this.answers.keys();
    if (this.answers.size > REMEMBERED && oldest !== undefined) this.answers.delete(oldest);
  }
}

function withAlias(identity: Identity, alias: unknown): Identity {
  const changed = { ...identity };
  delete changed.alias;
  return typeof alias === 'string' ? { ...changed, alias } : changed;
}

/** Who the device is once its account has removed it: its number stays, its name in the account's namespace does not. */
export const unlicensed = (identity: Identity, now: Date): Identity => ({
  ...withAlias(identity, null),
  removedAt: now.toISOString(),
});
