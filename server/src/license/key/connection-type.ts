import { registerEnumType } from 'type-graphql';

/** Which way a client may connect. */
export enum ConnectionType {
  INCOMING = 'INCOMING',
  OUTGOING = 'OUTGOING',
  BOTH = 'BOTH',
}

registerEnumType(ConnectionType, {
  name: 'ConnectionType',
  description: 'Which way a client may connect.',
  valuesConfig: {
    INCOMING: { description: 'It takes sessions, and starts none.' },
    OUTGOING: { description: 'It starts sessions, and takes none.' },
    BOTH: { description: 'It does both.' },
  },
});
