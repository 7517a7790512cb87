import type { DataSource } from 'typeorm';
import { ownersOf } from '../../account/payment/recipients.ts';
import type { Clock } from '../../core/context.ts';
import { DAY_MS } from '../../core/time/dates.ts';
import type { Mailbox } from '../../core/mail/mailbox.ts';
import { Repeated } from '../../core/work/repeated.ts';
import { SYSTEM } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { License } from '../license.entity.ts';
import { endOf, goesOn } from '../license.service.ts';
import { PRODUCT_NAMES } from '../product.ts';
import { EXPIRY_MAIL, type ExpiryFacts } from './expiry.mail.ts';

const EVERY_MS = 10 * 60_000;
/** How long before the end it is told. */
const AHEAD_MS = 30 * DAY_MS;
const AT_ONCE = 500;

// Of every account: no account_id. An end that has moved is warned of anew.
const ENDING = `
  SELECT l.account_id FROM license l JOIN account a ON a.id = l.account_id
  WHERE least(l.expires_at, l.terminates_at) > $1 AND least(l.expires_at, l.terminates_at) <= $2
    AND l.warned_of IS DISTINCT FROM least(l.expires_at, l.terminates_at) AND a.suspended_at IS NULL
  ORDER BY l.expires_at LIMIT ${String(AT_ONCE)}`;
const WARN = `
  UPDATE license SET warned_of = least(expires_at, terminates_at)
  WHERE account_id = $1 AND least(expires_at, terminates_at) > $2 AND least(expires_at, terminates_at) <= $3
    AND warned_of IS DISTINCT FROM least(expires_at, terminates_at)`;

/** Warns, 30 days before a license ends or is renewed: by an event and by mail, once for each end. Several processes may do it. */
export class ExpiryWarnings {
  private readonly timer: Repeated;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly mailbox: Mailbox,
    private readonly now: Clock,
    private readonly report: (fault: unknown) => void,
  ) {
    this.timer = new Repeated(() => this.run(), EVERY_MS, report);
  }

  start(): void {
    this.timer.start();
  }

  stop(): Promise<void> {
    return this.timer.stop();
  }

  async run(): Promise<void> {
    const ending: { account_id: string }[] = await this.db.query(ENDING, this.times(this.now()));
    for (const { account_id: accountId } of ending) {
      await this.ledger.write(accountId, entry => this.warn(entry, accountId)).catch(this.report);
    }
  }

  private async warn(entry: Entry, accountId: string): Promise<void> {
    const [, warned]: [unknown, number] = await entry.sql.query(WARN, [accountId, ...this.times(entry.now)]);
    if (warned === 0) return;
    const license = await entry.sql.findOneByOrFail(License, { accountId });
    const endsAt = endOf(license);
    const data = { endsAt: endsAt.toISOString(), renews: goesOn(license) };
    entry.append({ accountId, type: EventType.LICENSE_EXPIRING, actor: SYSTEM, data });
    const facts = factsOf(license);
    for (const to of await ownersOf(entry.sql, accountId)) {
      await this.mailbox.queue(entry.sql, { accountId, to, texts: EXPIRY_MAIL, facts, until: endsAt });
    }
  }

  private times(now: Date): [Date, Date] {
    return [now, new Date(now.getTime() + AHEAD_MS)];
  }
}

function factsOf(license: License): ExpiryFacts {
  const { product, isTrial, terminatesAt, nextProduct } = license;
  const course = terminatesAt ? 'terminated' : isTrial ? 'trial' : goesOn(license) ? 'renews' : 'expires';
  return {
    product: PRODUCT_NAMES[product],
    endsAt: endOf(license),
    course,
    nextProduct: nextProduct && PRODUCT_NAMES[nextProduct],
  };
}
