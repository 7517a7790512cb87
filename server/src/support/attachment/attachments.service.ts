import { Readable } from 'node:stream';
import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import type { Download } from '../../core/download/download.type.ts';
import { ApiError } from '../../core/errors.ts';
import type { DownloadSource } from '../../core/download/download.ts';
import type { Downloadable } from '../../core/download/send-download.ts';
import { isUuid, newId } from '../../core/ids.ts';
import { groupedBy } from '../../core/graphql/loaders.ts';
import type { Attachment } from '../../core/mail/letter.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import { type ThingKey, thingKeys } from '../../core/graphql/thing-key.ts';
import type { Tickets } from '../../core/secrets/tickets.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { SupportAttachment } from './attachment.entity.ts';

/** What is known of an attachment without its bytes. */
export type AttachmentRow = Pick<
  SupportAttachment,
  'accountId' | 'id' | 'messageId' | 'fileName' | 'type' | 'sizeBytes'
>;

const KIND = 'attachments';
const DAY_MS = 86_400_000;
/** Attachments up to so many bytes together are mailed to support; of others it is told. */
export const MAILED_BYTES = 4 * 1024 * 1024;

const COLUMNS = `a.account_id AS "accountId", a.id, a.message_id AS "messageId", a.file_name AS "fileName", a.type,
  a.size_bytes AS "sizeBytes"`;
const BY_MESSAGES = `
  SELECT ${COLUMNS} FROM unnest($1::uuid[], $2::uuid[]) k (account_id, id)
  JOIN support_attachment a ON a.account_id = k.account_id AND a.message_id = k.id
  ORDER BY a.created_at, a.id`;
const ATTACHED = `SELECT ${COLUMNS} FROM support_attachment a WHERE a.account_id = $1 AND a.id = $2 AND a.message_id IS NOT NULL`;
const ATTACH = `
  UPDATE support_attachment a SET message_id = $3
  WHERE account_id = $1 AND id = ANY ($2) AND user_id = $4 AND message_id IS NULL AND completed_at IS NOT NULL
  RETURNING ${COLUMNS}`;
const ASKED = `
  SELECT ${COLUMNS} FROM support_download d JOIN support_attachment a ON a.account_id = d.account_id AND a.id = d.attachment_id
  WHERE d.account_id = $1 AND d.id = $2`;
const SPEND = 'DELETE FROM support_download WHERE account_id = $1 AND id = $2';
const PART = 'SELECT bytes FROM support_attachment_part WHERE account_id = $1 AND attachment_id = $2 AND place = $3';
// Of every account: no account_id.
const SWEEP = [
  'DELETE FROM support_attachment WHERE message_id IS NULL AND created_at <= $1',
  'DELETE FROM support_download WHERE created_at <= $1',
];

/** Attaches files to messages, and gives them out: each by an address that works once. */
export class AttachmentsService {
  constructor(
    private readonly db: DataSource,
    private readonly reader: Reader,
    private readonly tickets: Tickets,
    private readonly now: Clock,
  ) {}

  /** For `Loaders.by`: the attachments of each message. */
  readonly ofMessages = async (keys: readonly ThingKey[]): Promise<AttachmentRow[][]> => {
    const rows = await this.reader.rows<AttachmentRow>('attachments', BY_MESSAGES, thingKeys.parts(keys));
    return groupedBy(keys, rows, ({ accountId, messageId }) => thingKeys.of({ accountId, id: messageId ?? '' }));
  };

  /** `/my/attachments/<ticket>`: one download of one attachment. */
  get downloads(): DownloadSource {
    return {
      kind: KIND,
      right: Right.TICKETS_READ,
      isByTicketOnly: true,
      open: (viewer, subject) => this.open(viewer, subject),
    };
  }

  /**
   * Attaches what the person has sent before.
   *
   * @param sql the transaction in which the message is written
   * @throws ApiError NOT_FOUND where one of these was not sent by this person, is attached already, or was forgotten
   */
  async attach(
    sql: EntityManager,
    { accountId, messageId, userId }: { accountId: string; messageId: string; userId: string },
    ids: readonly string[],
  ): Promise<AttachmentRow[]> {
    if (ids.length === 0) return [];
    const known = ids.filter(isUuid);
    const [rows]: [AttachmentRow[], number] = await sql.query(ATTACH, [accountId, known, messageId, userId]);
    const missing = ids.filter(id => !rows.some(row => row.id === id));
    if (missing.length > 0) {
      throw new ApiError('NOT_FOUND', 'A file does not wait to be attached any more. Send it again', { ids: missing });
    }
    return rows;
  }

  /** Where an attachment can be fetched, once. @throws ApiError NOT_FOUND */
  async download(viewer: Viewer, id: string): Promise<Download> {
    const attachment = await this.get(viewer.accountId, id);
    const asked = newId();
    await this.db.query(
      'INSERT INTO support_download (account_id, id, attachment_id, created_at) VALUES ($1, $2, $3, $4)',
      [viewer.accountId, asked, attachment.id, this.now()],
    );
    const { text, expiresAt } = this.tickets.issue(viewer, KIND, asked);
    return { url: `/my/${KIND}/${text}`, expiresAt };
  }

  /** One of the account's attachments that goes with a message. @throws ApiError NOT_FOUND */
  async get(accountId: string, id: string): Promise<AttachmentRow> {
    const [row]: AttachmentRow[] = isUuid(id) ? await this.db.query(ATTACHED, [accountId, id]) : [];
    if (!row) throw new ApiError('NOT_FOUND', 'There is no such attachment');
    return row;
  }

  /** Its bytes, a part at a time. */
  contentOf({ accountId, id }: AttachmentRow, sql: Pick<EntityManager, 'query'> = this.db): Readable {
    async function* parts(): AsyncGenerator<Buffer> {
      for (let place = 0; ; place++) {
        const [part] = await sql.query<{ bytes: Buffer }[]>(PART, [accountId, id, place]);
        if (!part) return;
        yield part.bytes;
      }
    }
    return Readable.from(parts(), { objectMode: false });
  }

  /** As they go with a mail; none where they are too long for that together. */
  async mailed(sql: EntityManager, rows: readonly AttachmentRow[]): Promise<Attachment[]> {
    if (rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) > MAILED_BYTES) return [];
    const mailed: Attachment[] = [];
    for (const row of rows) {
      const content = Buffer.concat(await this.contentOf(row, sql).toArray());
      mailed.push({ filename: row.fileName, contentType: row.type, content });
    }
    return mailed;
  }

  /** Forgets what nobody has attached within a day, and addresses that were not used. */
  async sweep(): Promise<void> {
    for (const statement of SWEEP) await this.db.query(statement, [new Date(this.now().getTime() - DAY_MS)]);
  }

  private async open({ accountId }: Viewer, asked: string): Promise<Downloadable> {
    const [row]: AttachmentRow[] = isUuid(asked) ? await this.db.query(ASKED, [accountId, asked]) : [];
    if (!row) throw spent();
    return {
      fileName: row.fileName,
      type: row.type.startsWith('text/') ? `${row.type}; charset=utf-8` : row.type,
      content: async () => {
        const [, isSpent]: [unknown, number] = await this.db.query(SPEND, [accountId, asked]);
        if (isSpent === 0) throw spent();
        return this.contentOf(row);
      },
    };
  }
}

const spent = (): ApiError => new ApiError('NOT_FOUND', 'This was fetched already. Ask for another address');
