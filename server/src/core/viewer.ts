import { registerEnumType } from 'type-graphql';

/** What a principal may do. Every operation names the right that it needs. */
export enum Right {
  ACCOUNT_READ = 'ACCOUNT_READ',
  ACCOUNT_WRITE = 'ACCOUNT_WRITE',
  CONTRACT = 'CONTRACT',
  PEOPLE = 'PEOPLE',
  TOKENS = 'TOKENS',
  LICENSE_READ = 'LICENSE_READ',
  LICENSE_KEY = 'LICENSE_KEY',
  CLIENTS_READ = 'CLIENTS_READ',
  CLIENTS_WRITE = 'CLIENTS_WRITE',
  SESSIONS_READ = 'SESSIONS_READ',
  SESSIONS_WRITE = 'SESSIONS_WRITE',
  FILES_READ = 'FILES_READ',
  FILES_WRITE = 'FILES_WRITE',
  INVOICES_READ = 'INVOICES_READ',
  TICKETS_READ = 'TICKETS_READ',
  TICKETS_WRITE = 'TICKETS_WRITE',
  EVENTS_READ = 'EVENTS_READ',
  USER = 'USER',
  DEVICE = 'DEVICE',
}

/** What each right is, as the API says it. */
export const RIGHTS: Readonly<Record<Right, { readonly description: string }>> = {
  ACCOUNT_READ: { description: 'See the account, its contact and payment details.' },
  ACCOUNT_WRITE: { description: 'Change contact and payment details.' },
  CONTRACT: { description: 'Upgrade and terminate the contract, and buy a namespace.' },
  PEOPLE: { description: 'Invite people, change their roles and remove them.' },
  TOKENS: { description: 'Make, see and revoke API tokens.' },
  LICENSE_READ: { description: 'See the license, its limits and their use.' },
  LICENSE_KEY: { description: 'See the license key in full, and reset it.' },
  CLIENTS_READ: { description: 'See clients and their presence.' },
  CLIENTS_WRITE: { description: 'Change and remove clients.' },
  SESSIONS_READ: { description: 'See sessions.' },
  SESSIONS_WRITE: { description: 'Comment on and close sessions.' },
  FILES_READ: { description: 'See custom clients.' },
  FILES_WRITE: { description: 'Make, change and delete custom clients.' },
  INVOICES_READ: { description: 'See invoices.' },
  TICKETS_READ: { description: 'See support tickets.' },
  TICKETS_WRITE: { description: 'Write to support.' },
  EVENTS_READ: { description: 'Read and follow the event log, as far as the other rights reach.' },
  USER: { description: 'Is a person who is signed in: has preferences and sign-ins of their own.' },
  DEVICE: { description: 'Is a device: connects, holds sessions and obeys commands as one client.' },
};

registerEnumType(Right, {
  name: 'Right',
  description: 'What a principal may do. Every operation names the right that it needs.',
  valuesConfig: RIGHTS,
});

/** When, and in what state of the account, a principal was looked up. */
export interface Reading {
  /** The number of the account's last event then: an ending after it is not in what was read. */
  readonly seq: bigint;
  /** By the process's clock, in milliseconds. */
  readonly atMs: number;
  /** How many endings this process had known of. */
  readonly endings: number;
}

interface Principal {
  /** The account that the principal belongs to. Nothing of another account exists for it. */
  readonly accountId: string;
  readonly rights: ReadonlySet<Right>;
  /** When it was looked up, as its right may end or change while it is connected. */
  readonly reading?: Reading;
  /** From when on what it came with does not hold any more, where that is known before. */
  readonly until?: Date | null;
  /** The address of this request; absent where it is a device, or where no request asks. */
  readonly ip?: string;
}

/** A person or a tool, as the one who calls from this address. What is known of them may be shared by requests: not changed. */
export const callingFrom = <V extends Viewer>(viewer: V, ip: string): V =>
  viewer.kind === 'device' ? viewer : { ...viewer, ip };

/** A person, signed in with a cookie. */
export interface UserViewer extends Principal {
  readonly kind: 'user';
  readonly userId: string;
  readonly name: string;
  readonly signInId: string;
}

/** A tool, with an API token. Its rights are those of the token that its maker has too. */
export interface TokenViewer extends Principal {
  readonly kind: 'token';
  readonly tokenId: string;
  /** What the token is called. */
  readonly name: string;
  /** Who made it. */
  readonly userId: string;
  /** Null for never. */
  readonly until: Date | null;
  /** The addresses and networks from which alone it may come; null for any. */
  readonly networks: readonly string[] | null;
}

/** A client of the account, with its own token. */
export interface DeviceViewer extends Principal {
  readonly kind: 'device';
  readonly clientId: string;
  /** The hash of the token that it came with (base64): a newer token ends what this one opened. */
  readonly credential: string;
  /** Set on a socket: which of the device's connections this is. A message of an older one is refused. */
  readonly epoch?: string;
}

/** Who asks. */
export type Viewer = UserViewer | TokenViewer | DeviceViewer;

export const signInKey = (signInId: string): string => `sign-in:${signInId}`;
export const tokenKey = (tokenId: string): string => `token:${tokenId}`;
export const clientKey = (clientId: string): string => `client:${clientId}`;
/** Whatever acts by the rights of a person: the sign-ins and the tokens. */
export const personKey = (userId: string): string => `user:${userId}`;
/** Everything of an account. */
export const accountKey = (accountId: string): string => `account:${accountId}`;

/** The name under which a principal's open sockets are found when its right ends. */
export function principalKey(viewer: Viewer): string {
  if (viewer.kind === 'user') return signInKey(viewer.signInId);
  return viewer.kind === 'token' ? tokenKey(viewer.tokenId) : clientKey(viewer.clientId);
}

/** Every name by which an ending may call the viewer, its own first. */
export function endingKeys(viewer: Viewer): readonly string[] {
  const keys = [principalKey(viewer), accountKey(viewer.accountId)];
  return viewer.kind === 'device' ? keys : [...keys, personKey(viewer.userId)];
}

/** What a name by `principalKey` stands for. */
export function principalOf(key: string): { readonly kind: string; readonly id: string } {
  const [kind = '', id = ''] = key.split(':', 2);
  return { kind, id };
}

/**
 * The rights in one canonical text: who shares it sees exactly the same, so they may share an execution.
 * What depends on the person (`viewer`, preferences) is not selectable in a subscription.
 */
export function rightsKey(viewer: Viewer): string {
  // A device's newer connection begins its subscriptions anew, with what the older one may have lost.
  const scope = viewer.kind === 'device' ? `${viewer.clientId}#${viewer.epoch ?? ''}` : '';
  return [viewer.accountId, scope, ...[...viewer.rights].sort()].join(' ');
}
