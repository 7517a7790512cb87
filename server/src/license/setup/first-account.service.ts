import type { AccountService } from '../../account/account.service.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { SetupLinks } from '../../account/setup/setup-links.ts';
import { requireGoodPassword } from '../../account/password/new-password.ts';
import type { Passwords } from '../../account/password/passwords.ts';
import type { SignedIn, SignIns } from '../../account/sign-in/sign-ins.ts';
import type { Origin } from '../../core/context.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { LicenseService } from '../license.service.ts';
import { Product } from '../product.ts';
import type { CreateFirstAccountInput } from './first-account.input.ts';

/** Who runs a portal for themselves is not made to renew it; an operator can set another term. */
const FIRST_LICENSE_YEARS = 10;

/** Makes the first account of a portal, for whoever has the link that its first start has printed. */
export class FirstAccountService {
  constructor(
    private readonly links: SetupLinks,
    private readonly passwords: Passwords,
    private readonly accounts: AccountService,
    private readonly licenses: LicenseService,
    private readonly signIns: SignIns,
    private readonly ledger: Ledger,
  ) {}

  /**
   * Makes account, owner and an Enterprise license without limits, and signs the owner in; all of it or nothing.
   *
   * @throws ApiError NOT_FOUND where the link no longer holds, BAD_USER_INPUT for a password that others guess
   */
  async create({ token, company, name, email, password }: CreateFirstAccountInput, origin: Origin): Promise<SignedIn> {
    // Looked at before the password is hashed, so that a stranger cannot keep the server busy with hashing.
    await this.links.requireOpen(token);
    requireGoodPassword(password, normalizedEmail(email));
    const passwordHash = await this.passwords.hash(password);

    return this.ledger.write([], async entry => {
      await this.links.use(entry, token);
      const owner = { name: name.trim(), email, passwordHash };
      const made = await this.accounts.create(entry, { name: company.trim(), company: company.trim(), owner }, origin);
      const expiresAt = new Date(entry.now);
      expiresAt.setUTCFullYear(expiresAt.getUTCFullYear() + FIRST_LICENSE_YEARS);
      await this.licenses.create(entry, made.account.id, { product: Product.ENTERPRISE, expiresAt });
      return this.signIns.beginIn(entry, made.owner, origin);
    });
  }
}
