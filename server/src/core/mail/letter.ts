import type { Secrets } from '../secrets/secrets.ts';

const PURPOSE = 'mail';

/** Somebody who gets mail. Always in two parts: in one text, a comma in the name would make two of them. */
export interface Correspondent {
  readonly name: string;
  readonly address: string;
}

/** A file that goes with a mail. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A mail that is ready to be sent. */
export interface Letter {
  readonly id: string;
  readonly to: Correspondent;
  readonly replyTo?: Correspondent;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly Attachment[];
}

/** The letter as the database keeps it. */
export function sealLetter(secrets: Secrets, letter: Letter): Buffer {
  const attachments = letter.attachments.map(file => ({ ...file, content: file.content.toString('base64') }));
  return secrets.encrypt(PURPOSE, letter.id, JSON.stringify({ ...letter, attachments }));
}

/** @throws Error where it was sealed with another secret, or as another letter */
export function openLetter(secrets: Secrets, id: string, sealed: Buffer): Letter {
  const letter = JSON.parse(secrets.decrypt(PURPOSE, id, sealed)) as Omit<Letter, 'attachments'> & {
    attachments: (Omit<Attachment, 'content'> & { content: string })[];
  };
  const attachments = letter.attachments.map(file => ({ ...file, content: Buffer.from(file.content, 'base64') }));
  return { ...letter, attachments };
}
