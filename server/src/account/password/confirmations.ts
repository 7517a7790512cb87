import { ApiError } from '../../core/errors.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { UserViewer } from '../../core/viewer.ts';
import type { Passwords } from './passwords.ts';
import type { Tries } from '../sign-in/tries.ts';

const PASSWORD = 'SELECT password_hash AS "passwordHash", email FROM portal_user WHERE account_id = $1 AND id = $2';

/** Whose password it is. */
export interface Confirmed {
  readonly passwordHash: string;
  readonly email: string;
}

/** Asks a person who is signed in for the password once more, before what somebody at an open browser must not do. */
export class Confirmations {
  constructor(
    private readonly reader: Reader,
    private readonly passwords: Passwords,
    private readonly tries: Tries,
  ) {}

  /**
   * Five tries in 15 minutes for each sign-in, so that nobody who has one sign-in uses up those of the others.
   *
   * @param field what the caller calls the password
   * @throws ApiError BAD_USER_INPUT under `details.fields` where it is wrong, RATE_LIMITED or OVERLOADED
   */
  async require({ accountId, userId, signInId }: UserViewer, password: string, field = 'password'): Promise<Confirmed> {
    const tried = { whom: userId, ip: '', browser: signInId };
    await this.tries.take(tried);
    const [row] = await this.reader.rows<Confirmed>('password-of-user', PASSWORD, [accountId, userId]);
    const isRight = await this.passwords.isRight(password, row?.passwordHash).catch(async (error: unknown) => {
      await this.tries.giveBack(tried);
      throw error;
    });
    if (!row || !isRight)
      throw new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: ['is not your password'] } });
    await this.tries.giveBack(tried);
    return row;
  }
}
