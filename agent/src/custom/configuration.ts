import type { AccountKey } from './account-key.ts';
import { verifiedPayload } from './signed-text.ts';
import { Tampered } from './tampered.ts';

/** Which way a client may connect. */
export type ConnectionType = 'INCOMING' | 'OUTGOING' | 'BOTH';

const CONNECTION_TYPES: readonly unknown[] = ['INCOMING', 'OUTGOING', 'BOTH'];

/** The form of configurations that this agent understands. */
const FORMAT = 1;

/** What an account wants its custom client to be. */
export interface Configuration {
  /** The custom client that it is of. */
  readonly customClient: string;
  /** Counts the changes of the custom client: 1 at first. */
  readonly version: number;
  /** The portal's origin. */
  readonly server: string;
  /** With it the device enrolls; it stands in what is downloaded, and in nothing that is sent later. */
  readonly enrollmentKey?: string;
  readonly programName: string;
  readonly prefix: string;
  readonly connectionType: ConnectionType;
  readonly allowInstallation: boolean;
  readonly colors: { readonly background: string; readonly accent: string };
  /** Advanced options: `key=value` lines. What the agent does not know, it leaves alone. */
  readonly options: Readonly<Record<string, string>>;
  /** The keys by which the account is known from now on. */
  readonly keys: readonly AccountKey[];
}

/**
 * Reads a signed configuration.
 *
 * @throws Tampered where no trusted key has signed it as it stands, or it is of a form that this agent does not understand
 */
export function readConfiguration(text: string, trusted: readonly AccountKey[]): Configuration {
  const payload = verifiedPayload(text, trusted);
  // It is the account's own word by now; what is looked for here is a newer form.
  const { format, customClient, version, server, programName, prefix, connectionType, colors, options } = payload;
  const isUnderstood =
    format === FORMAT &&
    [customClient, server, programName, prefix].every(text => typeof text === 'string') &&
    Number.isInteger(version) &&
    CONNECTION_TYPES.includes(connectionType) &&
    typeof payload['allowInstallation'] === 'boolean' &&
    [colors, options].every(value => typeof value === 'object' && value !== null);
  if (!isUnderstood) throw new Tampered('it is of a form that this agent does not understand');
  return payload as unknown as Configuration;
}
