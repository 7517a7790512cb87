import type { Identity } from '../identity.ts';
import type { Policy } from '../policy/policy.ts';
import { type Configuration, type ConnectionType, readConfiguration } from './configuration.ts';
import { Tampered } from './tampered.ts';

export interface ConductOptions {
  readonly configuration?: Configuration | undefined;
  readonly policy?: Policy;
  /** Whoever started the agent wants no sessions from other devices. */
  readonly refusesIncoming?: boolean;
}

/** What the device may do: as its configuration says, narrowed by the policy of its machine and by who started it. */
export class Conduct {
  private current: Configuration | undefined;

  constructor(private readonly options: ConductOptions = {}) {
    this.current = options.configuration;
  }

  /** The newest configuration that the device has taken. */
  get configuration(): Configuration | undefined {
    return this.current;
  }

  /** Whether a session from this device is taken. @param names its number, and its alias where it has one */
  mayTake(...names: readonly unknown[]): boolean {
    return !this.options.refusesIncoming && this.allows('INCOMING') && this.knows(names);
  }

  /** Whether a session to what was dialed may be asked for. */
  mayStart(dialed: string): boolean {
    return this.allows('OUTGOING') && this.knows([dialed]);
  }

  /**
   * Takes a configuration that the portal sent, and goes by it from then on.
   *
   * @returns the identity with it; undefined where it is refused: by policy, as older than the present one, of another
   *   custom client, or not signed with a key that the device has trusted so far
   */
  take(identity: Identity, text: unknown): Identity | undefined {
    if (typeof text !== 'string' || this.options.policy?.AllowRemoteConfiguration === false) return undefined;
    try {
      const next = readConfiguration(text, identity.keys ?? []);
      const { customClient = next.customClient, version = 0 } = this.current ?? {};
      if (next.customClient !== customClient || next.version < version) return undefined;
      this.current = next;
      return { ...identity, configuration: text, keys: next.keys };
    } catch (error) {
      if (error instanceof Tampered) return undefined;
      throw error;
    }
  }

  private allows(way: ConnectionType): boolean {
    const types = [this.current?.connectionType, this.options.policy?.ConnectionType];
    return types.every(type => type === undefined || type === 'BOTH' || type === way);
  }

  private knows(names: readonly unknown[]): boolean {
    const peers = this.options.policy?.AllowedPeers?.map(peer => peer.toLowerCase());
    return !peers || names.some(name => typeof name === 'string' && peers.includes(name.toLowerCase()));
  }
}
