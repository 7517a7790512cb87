import type { DataSource } from 'typeorm';
import type { Clock } from '../core/context.ts';
import { Errands } from '../core/work/errands.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Mailbox } from '../core/mail/mailbox.ts';
import { OtherProcesses } from '../core/work/other-processes.ts';
import { Repeated } from '../core/work/repeated.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Sockets } from '../core/socket/sockets.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Ledger } from '../events/ledger.ts';
import { AccountSuspension } from './account-suspension.ts';
import type { AccountService } from './account.service.ts';
import { MailLimits } from './mail-limits.ts';
import { InvitationResolver } from './people/invitation.resolver.ts';
import { InvitationsService } from './people/invitations.service.ts';
import { PeopleResolver } from './people/people.resolver.ts';
import { PeopleService } from './people/people.service.ts';
import { PasswordResets } from './password/password-resets.ts';
import { PasswordResolver } from './password/password.resolver.ts';
import { PasswordService } from './password/password.service.ts';
import { Principals } from './principals/principals.ts';
import { Revocation } from './principals/revocation.ts';
import { Confirmations } from './password/confirmations.ts';
import { FactorCheck } from './second-factor/factor-check.ts';
import { HalfSignIns } from './second-factor/half-sign-ins.ts';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.ts';
import { SecondFactorService } from './second-factor/second-factor.service.ts';
import { CookieDoor } from './sign-in/cookie-door.ts';
import { KnownBrowsers } from './sign-in/known-browsers.ts';
import { KnownSecrets } from './principals/known-secrets.ts';
import { Passwords } from './password/passwords.ts';
import { LockOuts } from './sign-in/lock-outs.ts';
import { SignInDesk } from './sign-in/sign-in-desk.ts';
import { SignInKeeper } from './sign-in/sign-in-keeper.ts';
import { SignInResolver } from './sign-in/sign-in.resolver.ts';
import { SignInService } from './sign-in/sign-in.service.ts';
import { SignIns } from './sign-in/sign-ins.ts';
import { Tries } from './sign-in/tries.ts';
import { ApiTokenResolver } from './tokens/api-token.resolver.ts';
import { ApiTokensService } from './tokens/api-tokens.service.ts';
import { TokenDoor } from './tokens/token-door.ts';
import { UserService } from './user.service.ts';
import { ViewerResolver } from './viewer/viewer.resolver.ts';

const KEEP_EVERY_MS = 60_000;

/** What people and tools need of the floors below. */
export interface PeopleGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly sockets: Sockets;
  readonly secrets: Secrets;
  readonly idempotency: Idempotency;
  readonly mailbox: Mailbox;
  readonly accounts: AccountService;
  /** How many leases this process has: 0 for one that lets nobody in. */
  readonly leases?: 0 | 1;
  /** What the portal is called. */
  readonly brand: string;
  readonly now: Clock;
  readonly report: (fault: unknown) => void;
}

/** Makes what knows people and tools, and lets them in and out: a part of `newServices`. */
export function newPeople(ground: PeopleGround) {
  const { db, reader, ledger, sockets, secrets, idempotency, mailbox, accounts, brand, now, report } = ground;
  const { leases = 1 } = ground;
  const known = new KnownSecrets();
  const revocation = new Revocation(known, sockets, new OtherProcesses(db, now, leases));
  const cookies = new CookieDoor(reader, known, now);
  const principals = new Principals(cookies, new TokenDoor(reader, known, now), known, now);

  const users = new UserService(db);
  const passwords = new Passwords();
  const browsers = new KnownBrowsers(secrets);
  const tries = new Tries(db);
  const confirmations = new Confirmations(reader, passwords, new Tries(db, 'confirm'));
  const signIns = new SignIns(db, ledger, revocation, now);
  const errands = new Errands(report);
  const lockOuts = new LockOuts(db, ledger, errands, mailbox);
  const desk = new SignInDesk(browsers, signIns, now);
  const check = new FactorCheck(secrets);
  const codeTries = new Tries(db, 'code');
  const halves = new HalfSignIns(db, ledger, check, codeTries, lockOuts, browsers, signIns, mailbox, now);
  const secondFactors = new SecondFactorService(
    db,
    ledger,
    check,
    confirmations,
    codeTries,
    signIns,
    revocation,
    mailbox,
    brand,
    now,
  );
  const signInService = new SignInService(reader, passwords, tries, lockOuts, browsers, signIns, halves, now);
  const passwordService = new PasswordService(ledger, passwords, confirmations, signIns, revocation, mailbox);
  const resets = new PasswordResets(
    db,
    ledger,
    new MailLimits(db, 'reset'),
    errands,
    passwords,
    passwordService,
    signIns,
    tries,
    revocation,
    mailbox,
    now,
  );
  const tokens = new ApiTokensService(db, ledger, confirmations, idempotency, revocation, mailbox);
  const people = new PeopleService(db, ledger, signIns, tokens, revocation);
  const invitations = new InvitationsService(db, ledger, idempotency, accounts, passwords, signIns, mailbox, now);
  const keeper = new SignInKeeper(db, ledger, sockets, cookies, revocation, tries, now);

  return {
    cookies,
    suspension: new AccountSuspension(ledger, revocation),
    desk,
    errands,
    passwords,
    principals,
    resets,
    revocation,
    secondFactors,
    signIns,
    users,
    resolvers: [
      new ApiTokenResolver(tokens, users),
      new InvitationResolver(invitations, users, desk),
      new PeopleResolver(people, desk),
      new PasswordResolver(passwordService, resets, desk),
      new SecondFactorResolver(secondFactors, halves, desk),
      new SignInResolver(signInService, signIns, halves, desk),
      new ViewerResolver(users, accounts),
    ],
    jobs: [
      errands,
      new Repeated(() => keeper.run(), KEEP_EVERY_MS, report),
      new Repeated(() => invitations.clean(), KEEP_EVERY_MS, report),
      new Repeated(() => resets.clean(), KEEP_EVERY_MS, report),
      new Repeated(() => halves.clean(), KEEP_EVERY_MS, report),
      new Repeated(() => secondFactors.clean(), KEEP_EVERY_MS, report),
    ],
  };
}
