import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport, type SendMailOptions } from 'nodemailer';
import type { Config } from '../settings/config.ts';
import { isLoopback } from '../settings/settings.ts';
import type { Correspondent, Letter } from './letter.ts';

const CONNECT_MS = 10_000;
const SILENCE_MS = 30_000;
/** The commands at which a mail server's no is about the letter, and not about whoever sends it. */
const ABOUT_THE_LETTER = new Set(['RCPT TO', 'DATA']);

/** Carries letters away. */
export interface MailTransport {
  /**
   * Resolves once the letter is in other hands.
   *
   * @throws LetterRefused where it is about this letter; any other error is about all
   */
  send(letter: Letter): Promise<void>;
}

/** The mail server does not take this letter. */
export class LetterRefused extends Error {
  /** @param isFinal whether it never will, however often it is asked */
  constructor(
    readonly isFinal: boolean,
    cause: unknown,
  ) {
    super('The mail server refuses the letter', { cause });
  }
}

/** By the mail server of the settings, or into a folder where they name none. */
export function newMailTransport(
  config: Pick<Config, 'smtpUrl' | 'mailFrom' | 'dataDir' | 'portalUrl'>,
): MailTransport {
  const { smtpUrl, mailFrom, dataDir, portalUrl } = config;
  const compose = (letter: Letter) => messageOf(letter, mailFrom, portalUrl.hostname);
  return smtpUrl ? smtpTransport(smtpUrl, compose) : folderTransport(join(dataDir, 'mail'), compose);
}

/** Connects to a mail server and signs in, as sending would. @throws Error that says what fails */
export async function tryMailServer(smtpUrl: URL): Promise<void> {
  const server = newSmtp(smtpUrl);
  try {
    await server.verify();
  } finally {
    server.close();
  }
}

function newSmtp(smtpUrl: URL) {
  const { protocol, hostname, port, username, password } = smtpUrl;
  const isSecure = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return createTransport({
    host,
    port: Number(port || (isSecure ? 465 : 587)),
    secure: isSecure,
    // A password does not go over a network in the clear, whatever the server says that it can.
    requireTLS: !isSecure && username !== '' && !isLoopback(hostname),
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function smtpTransport(smtpUrl: URL, compose: (letter: Letter) => SendMailOptions): MailTransport {
  const server = newSmtp(smtpUrl);
  return {
    async send(letter) {
      try {
        await server.sendMail(compose(letter));
      } catch (error) {
        const { command = '', responseCode } = error as { command?: string; responseCode?: number };
        if (responseCode === undefined || !ABOUT_THE_LETTER.has(command)) throw error;
        throw new LetterRefused(responseCode >= 500, error);
      }
    },
  };
}

/** One file a letter, which its own name keeps from being there twice. */
function folderTransport(folder: string, compose: (letter: Letter) => SendMailOptions): MailTransport {
  const writer = createTransport({
    streamTransport: true,
    buffer: true,
    newline: 'unix',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(letter) {
      const { message } = await writer.sendMail(compose(letter));
      const path = join(folder, `${letter.id}.eml`);
      // It may open an account: for the one who runs the portal alone.
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(`${path}.part`, message, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
  };
}

/** The letter for nodemailer. Its id stays the same however often it is tried, so that a mail server knows a repeat. */
function messageOf(letter: Letter, from: Correspondent, hostname: string): SendMailOptions {
  const { id, to, replyTo, subject, text, html, attachments } = letter;
  return {
    messageId: `<${id}@${hostname.replace(/^\[|\]$/g, '')}>`,
    from: { ...from },
    to: { ...to },
    ...(replyTo && { replyTo: { ...replyTo } }),
    // Whatever the headers say: it goes to this one.
    envelope: { from: from.address, to: [to.address] },
    subject,
    text,
    html,
    attachments: attachments.map(file => ({ ...file })),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
