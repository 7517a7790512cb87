import { ApiError } from '../../core/errors.ts';

/** Why a file may not be attached. */
export type AttachmentReason = 'TOO_LARGE' | 'EMPTY' | 'TYPE' | 'CONTENT' | 'TOO_MANY' | 'NO_ROOM';

/** @param what the refusal as a sentence that says what to do */
export const refusedFile = (reason: AttachmentReason, what: string, facts: object = {}): ApiError =>
  new ApiError('ATTACHMENT_REFUSED', what, { reason, ...facts });

/** What a file of a kind is, and how it begins; a text begins with anything. */
interface Kind {
  readonly type: string;
  readonly begins?: (head: Buffer) => boolean;
}

/** Bytes of the beginning by which a kind is known. */
const HEAD_BYTES = 12;
const latin = (head: Buffer, from: number, to: number): string => head.toString('latin1', from, to);
const beginsWith =
  (...texts: string[]) =>
  (head: Buffer): boolean =>
    texts.some(text => latin(head, 0, text.length) === text);
const JPEG: Kind = { type: 'image/jpeg', begins: beginsWith('\xff\xd8\xff') };
const TEXT: Kind = { type: 'text/plain' };

/** The kinds that may be attached, by the end of their name. None of them runs anything where it is opened. */
const KINDS: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['png', { type: 'image/png', begins: beginsWith('\x89PNG\r\n\x1a\n') }],
  ['jpg', JPEG],
  ['jpeg', JPEG],
  ['gif', { type: 'image/gif', begins: beginsWith('GIF87a', 'GIF89a') }],
  ['webp', { type: 'image/webp', begins: head => latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP' }],
  ['pdf', { type: 'application/pdf', begins: beginsWith('%PDF-') }],
  ['zip', { type: 'application/zip', begins: beginsWith('PK\x03\x04', 'PK\x05\x06') }],
  ['txt', TEXT],
  ['log', TEXT],
  ['csv', { type: 'text/csv' }],
]);
const ALLOWED = [...KINDS.keys()];

/** Tells, while a file arrives, whether it is what its name says, and may be attached. What it holds is not unpacked. */
export class ContentCheck {
  private readonly kind: Kind;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private head = Buffer.alloc(0);
  private isKnown = false;

  /** @throws ApiError ATTACHMENT_REFUSED for a kind that is not allowed */
  constructor(private readonly fileName: string) {
    const end = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
    const kind = KINDS.get(end);
    if (!kind) {
      const what = `Files of this kind cannot be attached. Allowed are ${ALLOWED.join(', ')}; pack others into a zip`;
      throw refusedFile('TYPE', what, { allowed: ALLOWED });
    }
    this.kind = kind;
  }

  /** Looks at the next bytes. @throws ApiError ATTACHMENT_REFUSED as soon as they are not of the kind */
  push(bytes: Buffer): void {
    const { begins } = this.kind;
    if (!begins) this.decode(bytes, true);
    else if (!this.isKnown) {
      this.head = Buffer.concat([this.head, bytes.subarray(0, HEAD_BYTES)]);
      if (this.head.length >= HEAD_BYTES) this.know(begins);
    }
  }

  /** The media type, once all has come. @throws ApiError ATTACHMENT_REFUSED where it ends amid a character or too soon */
  end(): string {
    const { begins, type } = this.kind;
    if (!begins) this.decode(Buffer.alloc(0), false);
    else if (!this.isKnown) this.know(begins);
    return type;
  }

  private know(begins: (head: Buffer) => boolean): void {
    if (!begins(this.head)) throw this.refused('Its content is of another kind than its name says');
    this.isKnown = true;
  }

  private decode(bytes: Buffer, stream: boolean): void {
    try {
      if (!this.decoder.decode(bytes, { stream }).includes('\0')) return;
    } catch {
      // No UTF-8: refused below.
    }
    throw this.refused('It is no text in UTF-8. Save it as UTF-8, or pack it into a zip');
  }

  private refused(why: string): ApiError {
    return refusedFile('CONTENT', `${this.fileName}: ${why}`);
  }
}
