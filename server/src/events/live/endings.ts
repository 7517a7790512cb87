import { CLOSE } from '../../core/socket/live-socket.ts';
import { accountKey, personKey, signInKey, tokenKey } from '../../core/viewer.ts';
import { EventType } from '../event-type.ts';
import type { LogEvent } from '../log-event.ts';

/** Whose right an event ends or changes, and how their sockets are told. */
export interface Ending {
  /** One of the `endingKeys` of whoever it is about. */
  readonly key: string;
  readonly code: number;
  readonly reason: string;
}

const over = (key: string, reason: string): Ending => ({ key, code: CLOSE.FORBIDDEN, reason });

/** The sign-in holds no longer. */
export const signedOut = (signInId: string): Ending => over(signInKey(signInId), 'Signed out');
/** The token holds no longer. */
export const tokenRevoked = (tokenId: string): Ending => over(tokenKey(tokenId), 'The token was revoked');
/** Nothing that acts for the person holds any more; what is not ended for good may come back with the person. */
export const personEnded = (userId: string): Ending => over(personKey(userId), 'The user was suspended or removed');
/** Nothing of the account holds any more, until it is opened again. */
export const accountEnded = (accountId: string): Ending => over(accountKey(accountId), 'The account is suspended');
/** Whatever acts for the person has other rights than it came with. */
export const rightsChanged = (userId: string): Ending => ({
  key: personKey(userId),
  code: CLOSE.RIGHTS_CHANGED,
  reason: 'The rights have changed',
});

/** The sign-in goes on under another cookie; what it has opened comes back with that. */
export const signInRenewed = (signInId: string): Ending => ({
  key: signInKey(signInId),
  code: CLOSE.RIGHTS_CHANGED,
  reason: 'The sign-in was renewed',
});

const dataId = ({ data }: LogEvent, name: string): string => String(data[name]);

const renewed = (event: LogEvent): Ending | undefined =>
  'signInId' in event.data ? signInRenewed(dataId(event, 'signInId')) : undefined;

/** A device's removal is not here: its presence ends it, with a farewell. */
const ENDINGS: ReadonlyMap<EventType, (event: LogEvent) => Ending | undefined> = new Map([
  [EventType.ACCOUNT_SUSPENDED, ({ accountId }: LogEvent) => accountEnded(accountId)],
  [EventType.USER_ROLE_CHANGED, (event: LogEvent) => rightsChanged(dataId(event, 'userId'))],
  [EventType.USER_SUSPENDED, (event: LogEvent) => personEnded(dataId(event, 'userId'))],
  [EventType.USER_REMOVED, (event: LogEvent) => personEnded(dataId(event, 'userId'))],
  [EventType.USER_SIGNED_OUT, (event: LogEvent) => signedOut(dataId(event, 'signInId'))],
  [EventType.PASSWORD_CHANGED, renewed],
  [EventType.SECOND_FACTOR_ENABLED, renewed],
  [EventType.SECOND_FACTOR_DISABLED, renewed],
  [EventType.API_TOKEN_REVOKED, (event: LogEvent) => tokenRevoked(dataId(event, 'tokenId'))],
]);

/** The types of event of which `endingOf` knows whose right they end. */
export const ENDING_TYPES: ReadonlySet<EventType> = new Set(ENDINGS.keys());

/** Whose right an event ends or changes; undefined for any other event. */
export const endingOf = (event: LogEvent): Ending | undefined => ENDINGS.get(event.type)?.(event);
