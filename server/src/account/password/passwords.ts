import { hash, verify } from '@node-rs/argon2';
import { ApiError } from '../../core/errors.ts';

/** OWASP's parameters for argon2id, which is the library's own variant: 46 MiB, one pass, one lane. */
const PARAMETERS = { memoryCost: 47_104, timeCost: 1, parallelism: 1 };
/** Of nobody's password, with the same parameters: what is tried where there is no user, so that the time tells nothing. */
const NOBODYS = `$argon2id$v=19$m=47104,t=1,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** How many hashes are computed at once; each takes 46 MiB and a core for some 50 ms. */
const AT_ONCE = 2;
/** How many more may wait. */
const WAITING = 40;
const RETRY_AFTER_SECONDS = 2;

/** Hashes and checks passwords, a few at once, so that a flood of tries takes neither all memory nor all cores. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  /** @throws ApiError OVERLOADED where too many wait */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(canonical(password), PARAMETERS));
  }

  /**
   * Whether it is the password. Takes as long where there is no user, and then answers no.
   *
   * @throws ApiError OVERLOADED where too many wait
   */
  isRight(password: string, passwordHash: string | undefined): Promise<boolean> {
    return this.inTurn(async () => {
      const isRight = await verify(passwordHash ?? NOBODYS, canonical(password));
      return isRight && passwordHash !== undefined;
    });
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= AT_ONCE) await this.turn();
    else this.running++;
    try {
      return await work();
    } finally {
      // The place goes straight to who waits longest, so that nobody new slips in between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }

  private turn(): Promise<void> {
    if (this.waiting.length >= WAITING) {
      throw new ApiError('OVERLOADED', 'Too many sign-ins at once', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    return new Promise(resolve => this.waiting.push(resolve));
  }
}

/** The same letters typed on two keyboards are the same password. */
const canonical = (password: string): string => password.normalize('NFKC');
