import { IsOptional, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { EntityManager } from 'typeorm';
import { canonical } from './canonical.ts';
import { ApiError } from './errors.ts';
import type { Secrets } from './secrets/secrets.ts';

/** For how long a key stands for what was made under it. */
export const KEPT_MS = 24 * 3_600_000;

/** The input of a mutation that makes something, which a caller may send again after a lost answer. */
@InputType()
export abstract class KeyedInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A name for this very wish, 1 to 100 printable ASCII characters. Sent again within 24 hours by the same principal, it makes nothing anew and answers what was made; with other arguments it is refused with CONFLICT.',
  })
  @IsOptional()
  @Matches(/^[\x21-\x7e]{1,100}$/, { message: 'idempotencyKey must be 1 to 100 printable ASCII characters' })
  idempotencyKey?: string | null;
}

/** The transaction that makes the thing, and its moment. */
interface Making {
  readonly sql: EntityManager;
  readonly now: Date;
}

/** What is wished for, and by whom. */
export interface Wish {
  readonly accountId: string;
  /** The user, token or device, as `actorOf` names it: another one's keys are its own. */
  readonly by: { readonly kind: string; readonly id: string | null };
  /** The name of the mutation. */
  readonly operation: string;
  /** Its arguments, with the key where the caller has given one. */
  readonly input: KeyedInput & object;
}

/** What came of a wish. */
export interface Fulfilled {
  /** The id of the thing that was made. Read it anew: it may have changed since. */
  readonly id: string;
  /** True where it had been made before. A secret that was shown then is not shown again. */
  readonly isRepeat: boolean;
}

// Who comes second waits here for the first, and finds its row or, where that was undone, none.
const TAKE = `
  INSERT INTO idempotency AS i (account_id, principal, operation, key, request, created_at) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (account_id, principal, operation, key) DO UPDATE SET request = $5, result = NULL, created_at = $6
  WHERE i.created_at <= $7 RETURNING 1`;
const TAKEN = `
  SELECT result AS id, request = $5 AS "isSame" FROM idempotency
  WHERE account_id = $1 AND principal = $2 AND operation = $3 AND key = $4`;
const FULFILL =
  'UPDATE idempotency SET result = $5 WHERE account_id = $1 AND principal = $2 AND operation = $3 AND key = $4';

/**
 * Sees to it that a wish which is sent twice is fulfilled once. The key is taken in the transaction of the change: what is
 * refused or lost with its process leaves no trace, and may be tried again under the same key.
 */
export class Idempotency {
  constructor(private readonly secrets: Secrets) {}

  /**
   * Makes what is wished for, or answers what was made of the same wish in the last 24 hours.
   *
   * @param make makes it inside the same transaction, and answers its id
   * @throws ApiError CONFLICT where the key stood for other arguments
   */
  async once(making: Making, wish: Wish, make: () => Promise<string>): Promise<Fulfilled> {
    const { idempotencyKey, ...input } = wish.input;
    if (idempotencyKey === undefined || idempotencyKey === null) return { id: await make(), isRepeat: false };

    const { sql, now } = making;
    const key = [wish.accountId, `${wish.by.kind}:${wish.by.id ?? ''}`, wish.operation, idempotencyKey];
    const request = this.secrets.keyedHash('idempotency', canonical(input));
    const forgottenAt = new Date(now.getTime() - KEPT_MS);
    const taken: unknown[] = await sql.query(TAKE, [...key, request, now, forgottenAt]);
    if (taken.length === 0) return repeated(sql, key, request);

    const id = await make();
    await sql.query(FULFILL, [...key, id]);
    return { id, isRepeat: false };
  }

  /** Forgets the keys that no longer hold, of every account. */
  async clean({ sql, now }: Making): Promise<void> {
    await sql.query('DELETE FROM idempotency WHERE created_at <= $1', [new Date(now.getTime() - KEPT_MS)]);
  }
}

async function repeated(sql: EntityManager, key: readonly string[], request: Buffer): Promise<Fulfilled> {
  const [known]: { id: string; isSame: boolean }[] = await sql.query(TAKEN, [...key, request]);
  if (!known?.isSame) throw new ApiError('CONFLICT', 'The idempotency key stands for other arguments');
  return { id: known.id, isRepeat: true };
}
