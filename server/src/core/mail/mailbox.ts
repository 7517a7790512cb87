import type { EntityManager } from 'typeorm';
import type { Clock } from '../context.ts';
import { newId } from '../ids.ts';
import type { Secrets } from '../secrets/secrets.ts';
import type { Attachment, Correspondent, Letter } from './letter.ts';
import { openLetter, sealLetter } from './letter.ts';
import { isMailAddress } from './mail-address.ts';
import { type MailTexts, oneLine, type Recipient, written } from './mail-texts.ts';

const MAX_NAME_LENGTH = 100;

/** A mail that is to be sent. */
export interface NewMail<Facts> {
  /** The account that it is about, with which it goes; null where there is none yet. */
  readonly accountId: string | null;
  readonly to: Recipient;
  readonly texts: MailTexts<Facts>;
  readonly facts: Facts;
  /** From when on it is of no use any more, and not sent. */
  readonly until?: Date;
  /** Who is to get the answers. */
  readonly replyTo?: Correspondent;
  readonly attachments?: readonly Attachment[];
}

/**
 * Takes mails into the table `mail`, in the transaction of the change that they are about: a change that is undone mails
 * nothing, and one that is made mails for certain. The postman sends them.
 *
 * A mail may carry what opens an account, so it is stored encrypted: the database alone does not tell.
 */
export class Mailbox {
  constructor(
    private readonly secrets: Secrets,
    private readonly portal: { readonly brand: string; readonly url: URL },
    private readonly now: Clock,
  ) {}

  /**
   * Queues a mail for one recipient.
   *
   * @param sql the transaction of the change
   * @throws Error where an address is not one plain address: whoever takes an address in checks it by `MailAddress`
   */
  async queue<Facts>(sql: EntityManager, mail: NewMail<Facts>): Promise<void> {
    const { accountId, to, texts, facts, until, replyTo, attachments } = mail;
    const letter: Letter = {
      id: newId(),
      to: correspondent(to),
      ...(replyTo && { replyTo: correspondent(replyTo) }),
      ...written(texts, facts, to, this.portal),
      attachments: attachments ?? [],
    };
    const now = this.now();
    await sql.query(
      'INSERT INTO mail (id, account_id, letter_encrypted, created_at, due_at, until) VALUES ($1, $2, $3, $4, $4, $5)',
      [letter.id, accountId, sealLetter(this.secrets, letter), now, until ?? null],
    );
  }

  /** What waits to be sent, the oldest first: for an operator who looks for a mail, and for specs. */
  async waiting(sql: EntityManager): Promise<Letter[]> {
    const rows: { id: string; sealed: Buffer }[] = await sql.query(
      'SELECT id, letter_encrypted AS sealed FROM mail ORDER BY created_at, id LIMIT 1000',
    );
    return rows.map(({ id, sealed }) => openLetter(this.secrets, id, sealed));
  }
}

function correspondent({ name, address }: Correspondent): Correspondent {
  if (!isMailAddress(address)) throw new Error('Not one plain e-mail address');
  return { name: oneLine(name, MAX_NAME_LENGTH), address };
}
