import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Entry } from '../../events/ledger.ts';
import { canonicalCode } from './recovery-code.ts';
import { isTotpCode, stepOfCode } from './totp.ts';

const PURPOSE = 'totp';

/** By what a person has shown the second factor. */
export type FactorUse = 'TOTP' | 'RECOVERY_CODE';

/** Whose second factor it is. */
export interface Holder {
  readonly accountId: string;
  readonly userId: string;
}

const SECRET = `
  SELECT secret_encrypted AS sealed FROM second_factor
  WHERE account_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL`;
// Each step counts once, also of many codes at once, and none before it after it.
const USE_STEP = `
  UPDATE second_factor SET last_step = $3
  WHERE account_id = $1 AND user_id = $2 AND confirmed_at IS NOT NULL AND last_step < $3`;
const USE_CODE = `
  UPDATE recovery_code SET used_at = $4
  WHERE account_id = $1 AND user_id = $2 AND hash = $3 AND used_at IS NULL`;

/** Looks whether a code is right, and uses it up. */
export class FactorCheck {
  constructor(private readonly secrets: Secrets) {}

  /** Uses a code of the authenticator app or a recovery code, inside a transaction; null where it is neither, or was used before. */
  async use(entry: Entry, { accountId, userId }: Holder, code: string): Promise<FactorUse | null> {
    if (isTotpCode(code)) {
      const [factor]: { sealed: Buffer }[] = await entry.sql.query(SECRET, [accountId, userId]);
      const step = factor && stepOfCode(code, this.open({ accountId, userId }, factor.sealed), entry.now);
      if (!step) return null;
      const [, used]: [unknown, number] = await entry.sql.query(USE_STEP, [accountId, userId, step]);
      return used === 1 ? 'TOTP' : null;
    }
    const hash = this.hashOf({ accountId, userId }, code);
    if (!hash) return null;
    const [, used]: [unknown, number] = await entry.sql.query(USE_CODE, [accountId, userId, hash, entry.now]);
    return used === 1 ? 'RECOVERY_CODE' : null;
  }

  seal({ accountId, userId }: Holder, secret: string): Buffer {
    return this.secrets.encrypt(PURPOSE, `${accountId} ${userId}`, secret);
  }

  /** @throws Error where it was sealed with another secret of the portal, or for somebody else */
  open({ accountId, userId }: Holder, sealed: Buffer): string {
    return this.secrets.decrypt(PURPOSE, `${accountId} ${userId}`, sealed);
  }

  /** What is stored of a recovery code: only this portal can compute it. Null for what can be no code. */
  hashOf({ accountId, userId }: Holder, code: string): Buffer | null {
    const canonical = canonicalCode(code);
    return canonical === null ? null : this.secrets.keyedHash('recovery-code', `${accountId} ${userId} ${canonical}`);
  }
}
