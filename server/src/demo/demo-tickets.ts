import type { EntityManager } from 'typeorm';
import { DAY_MS } from '../core/time/dates.ts';
import { type Actor, ActorKind } from '../events/actor.ts';
import { Entry } from '../events/ledger.ts';
import { addMessage, closeIn, openTicket } from '../support/ticket-writer.ts';

const HOUR_DAYS = 1 / 24;
const OPERATOR: Actor = { kind: ActorKind.OPERATOR, id: null, name: 'support' };

/** What was asked and answered, each so many days ago: in turns, the customer first. */
interface DemoTicket {
  readonly subject: string;
  readonly messages: readonly { readonly daysAgo: number; readonly text: string }[];
  readonly isClosed: boolean;
}

const TICKETS: readonly DemoTicket[] = [
  {
    subject: 'VAT id on our invoices',
    messages: [
      { daysAgo: 61, text: 'Hello,\n\nour VAT id is missing on the last invoice. How do we get it there?' },
      {
        daysAgo: 61 - 3 * HOUR_DAYS,
        text: 'Hello,\n\nplease enter it under Settings > Customer. It stands on every invoice from then on.\n\nKind regards',
      },
      { daysAgo: 60, text: 'Done, thank you!' },
    ],
    isClosed: true,
  },
  {
    subject: 'Connect opens nothing on new laptops',
    messages: [
      { daysAgo: 4, text: 'On our new laptops the button Connect does nothing at all.\n\nWhat are we to do?' },
      {
        daysAgo: 4 - 5 * HOUR_DAYS,
        text: 'The link is opened by the program that is installed for it. Please install that program on the laptops, or choose another one under Settings > Connect.\n\nKind regards',
      },
    ],
    isClosed: false,
  },
  {
    subject: 'Maintenance next Saturday?',
    messages: [
      {
        daysAgo: 2 * HOUR_DAYS,
        text: 'We have a large rollout on Saturday. Is any maintenance planned for that day?',
      },
    ],
    isClosed: false,
  },
];

/** Writes some tickets of an account's owner, by the code by which people write them. Nothing of it is mailed. */
export async function writeTickets(sql: EntityManager, accountId: string, now: Date): Promise<void> {
  const [owner]: [{ id: string; name: string }] = await sql.query(
    `SELECT id, name FROM portal_user WHERE account_id = $1 AND role = 'OWNER' ORDER BY created_at, id LIMIT 1`,
    [accountId],
  );
  const author = { kind: ActorKind.USER, id: owner.id, name: owner.name };
  // Never posted: what the log says of the last days is written elsewhere.
  const entryAt = (daysAgo: number) => new Entry(sql, new Date(now.getTime() - daysAgo * DAY_MS), new Map());
  for (const { subject, messages, isClosed } of TICKETS) {
    const [first, ...others] = messages;
    if (!first) continue;
    const begun = entryAt(first.daysAgo);
    const ticket = await openTicket(begun, { accountId, author, userId: owner.id, subject });
    await addMessage(begun, ticket, author, first.text);
    for (const [i, { daysAgo, text }] of others.entries()) {
      await addMessage(entryAt(daysAgo), ticket, i % 2 === 0 ? OPERATOR : author, text);
    }
    if (isClosed) await closeIn(entryAt(messages.at(-1)?.daysAgo ?? 0), ticket, author);
  }
}
