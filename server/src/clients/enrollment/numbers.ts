import { randomInt } from 'node:crypto';
import type { Entry } from '../../events/ledger.ts';

const LEAST = 100_000_000;
const BEYOND = 10_000_000_000;
/** So often a number is drawn anew that somebody has already; by then all are nearly taken. */
const TRIES = 50;

/** A number of 9 or 10 digits. */
export const randomNumber = (): string => String(randomInt(LEAST, BEYOND));

/** The directory of numbers: each belongs to one device for ever, and names the account that has the device now, or none. */
export class Numbers {
  /** @param draw overridden by specs that want a collision */
  constructor(private readonly draw: () => string = randomNumber) {}

  /** Gives a number that nobody has had to a new device of the account. */
  async take(entry: Entry, accountId: string, tokenHash: Buffer): Promise<string> {
    for (let i = 0; i < TRIES; i++) {
      const rows: { number: string }[] = await entry.sql.query(
        `INSERT INTO client_number (number, account_id, token_hash, created_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING RETURNING number`,
        [this.draw(), accountId, tokenHash, entry.now],
      );
      if (rows[0]) return rows[0].number;
    }
    throw new Error(`No free number was found in ${TRIES} tries`);
  }

  /** Whose number it is, where the token is its own: the account, or null for none. Undefined where the token is not. */
  async ownerOf(entry: Entry, number: string, tokenHash: Buffer): Promise<string | null | undefined> {
    const rows: { account_id: string | null }[] = await entry.sql.query(
      'SELECT account_id FROM client_number WHERE number = $1 AND token_hash = $2 FOR UPDATE',
      [number, tokenHash],
    );
    return rows[0]?.account_id;
  }

  /** The number is the account's, with a new token. The old token holds no longer. */
  async assign(entry: Entry, accountId: string, number: string, tokenHash: Buffer): Promise<void> {
    await entry.sql.query('UPDATE client_number SET account_id = $2, token_hash = $3 WHERE number = $1', [
      number,
      accountId,
      tokenHash,
    ]);
  }

  /** The device has left the account. It keeps its number and token. */
  async free(entry: Entry, accountId: string, number: string): Promise<void> {
    await entry.sql.query('UPDATE client_number SET account_id = NULL WHERE account_id = $1 AND number = $2', [
      accountId,
      number,
    ]);
  }
}
