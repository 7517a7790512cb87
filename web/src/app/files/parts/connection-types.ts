import type { ConnectionType } from '../../core/graphql/generated';
import type { PlainKey } from '../../core/i18n/i18n-keys';

/** Which way a custom client may connect, in words. */
export const CONNECTION_TYPES: readonly {
  readonly value: ConnectionType;
  readonly name: PlainKey;
  readonly text: PlainKey;
}[] = [
  { value: 'BOTH', name: 'clients.connection-type.BOTH', text: 'files.connection-text.BOTH' },
  { value: 'INCOMING', name: 'clients.connection-type.INCOMING', text: 'files.connection-text.INCOMING' },
  { value: 'OUTGOING', name: 'clients.connection-type.OUTGOING', text: 'files.connection-text.OUTGOING' },
];
