import { hash } from '@node-rs/argon2';
import { Passwords } from '../src/account/password/passwords.ts';
import { type UserRole } from '../src/account/user.entity.ts';
import { newId } from '../src/core/ids.ts';
import type { NewLicense } from '../src/license/license.service.ts';
import { Product } from '../src/license/product.ts';
import type { Api } from './use-api.ts';

/** Of every user that a spec makes. */
export const PASSWORD = 'nine lives of a spec';
/** Specs need no strong hash, but many users. */
const QUICK = { memoryCost: 8, timeCost: 1, parallelism: 1 };
const quickHash = (password: string): Promise<string> => hash(password.normalize('NFKC'), QUICK);

/** Lets the specs around it, which are not about hashes, hash quickly what people choose. */
export function useQuickPasswords(): void {
  beforeEach(() => spyOn(Passwords.prototype, 'hash').and.callFake(quickHash));
}

/** A person with a sign-in. */
export interface Person {
  readonly userId: string;
  readonly email: string;
  readonly signInId: string;
  readonly secret: string;
}

/** An account as services make it, with people who are signed in. */
export interface Tenant {
  readonly accountId: string;
  readonly licenseKey: string;
  readonly owner: Person;
  /** Another person of the account. */
  readonly person: (role: UserRole) => Promise<Person>;
}

/** An account with an owner and a license: Enterprise, for a year, unless told otherwise. */
export async function newTenant(api: Api, license: Partial<NewLicense> = {}): Promise<Tenant> {
  const { accounts, ledger, licenses, signIns } = api.portal.services;
  const passwordHash = await quickHash(PASSWORD);
  const newPerson = () => ({ name: 'Ada', email: `${newId()}@example.com`, passwordHash });

  return ledger.write([], async entry => {
    const { account, owner } = await accounts.create(entry, { name: 'Acme', owner: newPerson() });
    const expiresAt = new Date(api.now.getTime() + 365 * 86_400_000);
    const licenseKey = await licenses.create(entry, account.id, { product: Product.ENTERPRISE, expiresAt, ...license });
    const { secret, viewer } = await signIns.beginIn(entry, owner, { ip: '192.0.2.1', userAgent: 'a spec' });
    return {
      accountId: account.id,
      licenseKey,
      owner: { userId: owner.id, email: owner.email, signInId: viewer.signInId, secret },
      person: async role => {
        const user = await ledger.write(account.id, adding =>
          accounts.addUser(adding, account.id, { ...newPerson(), role }),
        );
        const signedIn = await signIns.begin(user, { ip: '192.0.2.1', userAgent: 'a spec' });
        return { userId: user.id, email: user.email, signInId: signedIn.viewer.signInId, secret: signedIn.secret };
      },
    };
  });
}
