import type { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { harmlessFileName } from '../../core/download/content-disposition.ts';
import type { Upload, UploadSink } from '../../core/http/upload.ts';
import { newId } from '../../core/ids.ts';
import { Right, type Viewer } from '../../core/viewer.ts';
import type { Ledger } from '../../events/ledger.ts';
import { type TicketLimits, writerOf } from '../ticket-limits.ts';
import { ContentCheck, refusedFile } from './content-check.ts';

/** The longest file that can be attached, in bytes: 10 MB. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;
/** Files of one person that wait to be attached, at most. */
export const MAX_WAITING = 50;
/** Bytes of all attachments of an account, at most: 1 GB. */
export const MAX_ACCOUNT_BYTES = 1024 ** 3;
/** In such parts a file lies in the database, so that none is ever held as a whole. */
const PART_BYTES = 256 * 1024;

const USE = `
  SELECT coalesce(sum(size_bytes), 0)::float8 AS bytes,
    count(*) FILTER (WHERE message_id IS NULL AND user_id = $2)::int AS waiting
  FROM support_attachment WHERE account_id = $1`;
const BEGIN = `
  INSERT INTO support_attachment (account_id, id, user_id, file_name, size_bytes, created_at) VALUES ($1, $2, $3, $4, $5, $6)`;
const PART = 'INSERT INTO support_attachment_part (account_id, attachment_id, place, bytes) VALUES ($1, $2, $3, $4)';
const COMPLETE = `
  UPDATE support_attachment SET type = $3, size_bytes = $4, completed_at = $5 WHERE account_id = $1 AND id = $2`;
const DISCARD = 'DELETE FROM support_attachment WHERE account_id = $1 AND id = $2';

/** What the sender is told of a file that was taken. */
export interface TakenFile {
  /** By which `submitTicket` and `replyToTicket` attach it. */
  readonly id: string;
  readonly fileName: string;
  readonly type: string;
  readonly sizeBytes: number;
}

/** Takes the files that are to be attached, and keeps them in the database: one backup has all, and every process. */
export class AttachmentStore implements UploadSink {
  readonly right = Right.TICKETS_WRITE;

  constructor(
    private readonly db: DataSource,
    private readonly ledger: Ledger,
    private readonly limits: TicketLimits,
    private readonly report: (fault: unknown) => void,
  ) {}

  /**
   * Keeps a file, as far as it is one that may be attached. What breaks off leaves nothing.
   *
   * @throws ApiError ATTACHMENT_REFUSED with `details.reason`; RATE_LIMITED after too many in an hour
   */
  async take(viewer: Viewer, { fileName: said, saidBytes, body }: Upload): Promise<TakenFile> {
    const fileName = harmlessFileName(said.split(/[/\\]/).at(-1) ?? '');
    const check = new ContentCheck(fileName);
    if (saidBytes === 0) throw empty();
    if ((saidBytes ?? 0) > MAX_FILE_BYTES) throw tooLarge();
    await this.limits.takeFile(writerOf(viewer));

    const { accountId } = viewer;
    const id = await this.begin(viewer, fileName, saidBytes ?? MAX_FILE_BYTES);
    try {
      let [sizeBytes, place] = [0, 0];
      for await (const part of partsOf(body)) {
        check.push(part);
        sizeBytes += part.length;
        if (sizeBytes > MAX_FILE_BYTES) throw tooLarge();
        await this.db.query(PART, [accountId, id, place++, part]);
      }
      if (sizeBytes === 0) throw empty();
      const type = check.end();
      await this.ledger.write(accountId, async entry => {
        await entry.sql.query(COMPLETE, [accountId, id, type, sizeBytes, entry.now]);
      });
      return { id, fileName, type, sizeBytes };
    } catch (error) {
      await this.db.query(DISCARD, [accountId, id]).catch(this.report);
      throw error;
    }
  }

  /** Takes room for a file. @throws ApiError ATTACHMENT_REFUSED where the account or the person has none left */
  private begin(viewer: Viewer, fileName: string, sizeBytes: number): Promise<string> {
    const { accountId } = viewer;
    const { userId } = writerOf(viewer);
    return this.ledger.write(accountId, async ({ sql, now }) => {
      const [use]: [{ bytes: number; waiting: number }] = await sql.query(USE, [accountId, userId]);
      if (use.waiting >= MAX_WAITING) {
        const what = 'Too many files wait to be attached. Send the message that they are for, or come back tomorrow';
        throw refusedFile('TOO_MANY', what, { limit: MAX_WAITING });
      }
      if (use.bytes + sizeBytes > MAX_ACCOUNT_BYTES) {
        const what = 'The attachments of the account take all the room that there is. Send the file in another way';
        throw refusedFile('NO_ROOM', what, { limitBytes: MAX_ACCOUNT_BYTES });
      }
      const id = newId();
      await sql.query(BEGIN, [accountId, id, userId, fileName, sizeBytes, now]);
      return id;
    });
  }
}

/** A body in parts of one length, but for the last. It is not destroyed where reading ends early: a refusal has to go out. */
async function* partsOf(body: Readable): AsyncGenerator<Buffer> {
  let gathered = Buffer.alloc(0);
  for await (const bytes of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    gathered = Buffer.concat([gathered, bytes]);
    while (gathered.length >= PART_BYTES) {
      yield gathered.subarray(0, PART_BYTES);
      gathered = gathered.subarray(PART_BYTES);
    }
  }
  if (gathered.length > 0) yield gathered;
}

const tooLarge = () =>
  refusedFile('TOO_LARGE', 'The file is larger than 10 MB. Pack it into a zip, or send a part of it', {
    limitBytes: MAX_FILE_BYTES,
  });
const empty = () => refusedFile('EMPTY', 'The file is empty. Choose another');
