import type { EntityManager } from 'typeorm';
import type { Recipient } from '../../core/mail/mail-texts.ts';

const OWNERS = `
  SELECT name, email AS address, language, time_zone AS "timeZone" FROM portal_user
  WHERE account_id = $1 AND role = 'OWNER' AND suspended_at IS NULL ORDER BY created_at, id`;
const BILLED = `
  SELECT coalesce(a.payment_email, a.email) AS address, a.contact_name AS name, coalesce(o.language, 'en') AS language,
    coalesce(o.time_zone, 'UTC') AS "timeZone"
  FROM account a LEFT JOIN LATERAL (
    SELECT language, time_zone FROM portal_user WHERE account_id = a.id AND role = 'OWNER' ORDER BY created_at, id LIMIT 1
  ) o ON true
  WHERE a.id = $1`;

/** The owners of an account, for mails about its contract. */
export const ownersOf = (sql: EntityManager, accountId: string): Promise<Recipient[]> => sql.query(OWNERS, [accountId]);

/** Who gets the invoices of an account, in the language of its first owner. */
export async function billedOf(sql: EntityManager, accountId: string): Promise<Recipient> {
  const [recipient]: Recipient[] = await sql.query(BILLED, [accountId]);
  if (!recipient) throw new Error('The account is gone');
  return recipient;
}
