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
  /** What the identity holds now. */
  identity?: Identity;
}

export interface CommandDeskOptions {
  sessions: HeldSessions;
  now: () => Date;
  /** Whether sessions from other devices are taken. */
  acceptsIncoming: boolean;
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
        return this.closeSession(sessionId);
      case 'INCOMING_SESSION':
        return this.takeSession(sessionId, data['fromClientId'], identity);
      case 'REMOVED':
        return { result: 'CONFIRMED', identity: { ...identity, removedAt: this.options.now().toISOString() } };
      case 'SET_ALIAS':
        return { result: 'CONFIRMED', identity: withAlias(identity, data['alias']) };
      case 'SET_CONFIG':
        return { result: 'CONFIRMED', identity: { ...identity, config: data } };
      default:
        return { result: 'REJECTED' };
    }
  }

  private closeSession(sessionId: string | null): Obedience {
    const session = sessionId === null ? undefined : this.options.sessions.find(sessionId);
    if (!session) return { result: 'REJECTED' };

    this.options.sessions.drop(session.localId);
    return { result: 'CONFIRMED', ended: session };
  }

  private takeSession(sessionId: string | null, fromClientId: unknown, { clientId }: Identity): Obedience {
    const { sessions, acceptsIncoming } = this.options;
    if (!acceptsIncoming || sessionId === null || typeof fromClientId !== 'string') return { result: 'REJECTED' };
    if (sessions.find(sessionId)) return { result: 'CONFIRMED' };

    return { result: 'CONFIRMED', begun: sessions.hold({ sessionId, fromClientId, toClientId: clientId }) };
  }

  private remember(id: string, result: CommandResult): void {
    this.answers.set(id, result);
    const [oldest] = this.answers.keys();
    if (this.answers.size > REMEMBERED && oldest !== undefined) this.answers.delete(oldest);
  }
}

function withAlias({ alias: _former, ...identity }: Identity, alias: unknown): Identity {
  return typeof alias === 'string' ? { ...identity, alias } : identity;
}
