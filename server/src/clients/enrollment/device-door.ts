import { timingSafeEqual } from 'node:crypto';
import { ApiError } from '../../core/errors.ts';
import { hashOf } from '../../core/ids.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import { type DeviceViewer, Right } from '../../core/viewer.ts';

const AUTHORIZATION = /^Client ([1-9]\d{8,9}):([\w-]{20,100})$/;

/** What is compared where the number is nobody's, so that this takes as long. */
const NOBODY = Buffer.alloc(32);

const RIGHTS: ReadonlySet<Right> = new Set([Right.DEVICE]);

const BY_NUMBER = `
  SELECT n.account_id AS "accountId", n.token_hash AS "tokenHash", a.suspended_at AS "suspendedAt", y.seq
  FROM client_number n LEFT JOIN account a ON a.id = n.account_id LEFT JOIN account_tally y ON y.account_id = n.account_id
  WHERE n.number = $1`;

interface Known {
  readonly accountId: string | null;
  readonly tokenHash: Buffer;
  readonly suspendedAt: Date | null;
  readonly seq: string | null;
}

/** Knows devices by their tokens. */
export class DeviceDoor {
  constructor(private readonly reader: Reader) {}

  /**
   * The device of `Client <number>:<token>`; null where the text is no such thing.
   *
   * @throws ApiError UNAUTHENTICATED where the token does not hold, FORBIDDEN where the client was removed or its account is suspended
   */
  async deviceOf(authorization: string): Promise<DeviceViewer | null> {
    const [, clientId, token] = AUTHORIZATION.exec(authorization) ?? [];
    if (!clientId || !token) return null;

    const [known] = await this.reader.rows<Known>('device-door', BY_NUMBER, [clientId]);
    const hash = hashOf(token);
    const isRight = timingSafeEqual(hash, known?.tokenHash ?? NOBODY);
    if (!known || !isRight) throw new ApiError('UNAUTHENTICATED', 'The token does not hold');
    if (known.accountId === null) throw new ApiError('FORBIDDEN', 'The client was removed');
    if (known.suspendedAt) throw new ApiError('FORBIDDEN', 'The account is suspended');

    const { accountId, seq } = known;
    const reading = { seq: BigInt(seq ?? 0), atMs: 0, endings: 0 };
    return { kind: 'device', accountId, clientId, credential: hash.toString('base64'), rights: RIGHTS, reading };
  }
}
