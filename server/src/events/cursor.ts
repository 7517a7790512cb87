import { ApiError } from '../core/errors.ts';
import { cursorOf, readCursor } from '../core/graphql/page.ts';

/** How much of the account's id a cursor carries, so that one of another account is refused. */
const TAG_LENGTH = 12;

const tagOf = (accountId: string): string => accountId.slice(-TAG_LENGTH);

/** The sort key of an event of this account, as cursors hold it. */
export const eventKey = (accountId: string, seq: bigint): string[] => [tagOf(accountId), String(seq)];

/** The place behind event `seq` in the log of the account, as text. */
export const eventCursor = (accountId: string, seq: bigint): string => cursorOf(eventKey(accountId, seq));

/** @throws ApiError BAD_USER_INPUT for what is no cursor of this account's log */
export function seqOf(accountId: string, cursor: string): bigint {
  const [tag, seq] = readCursor(cursor, 2);
  if (tag !== tagOf(accountId) || !seq || !/^(0|[1-9]\d{0,17})$/.test(seq)) {
    throw new ApiError('BAD_USER_INPUT', 'No such cursor');
  }
  return BigInt(seq);
}
