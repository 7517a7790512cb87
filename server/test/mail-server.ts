import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** A mail as a mail server got it. */
export interface Received {
  readonly from: string;
  /** To whom it goes, whatever its headers say. */
  readonly recipients: readonly string[];
  readonly mail: ParsedMail;
  readonly source: string;
}

/** A real mail server, which keeps what it gets. */
export interface MailServer {
  readonly url: URL;
  readonly received: Received[];
  /** What it answers from now on instead of taking a mail: to its recipient, or to all of it. */
  refuses: { readonly at: 'RCPT' | 'DATA'; readonly code: number } | null;
  /** Called once a mail is taken, before that is said. */
  beforeYes: () => Promise<void>;
  close(): Promise<void>;
}

/** @param users who may send, by name and password; anybody where there are none */
export async function openMailServer(users?: Readonly<Record<string, string>>): Promise<MailServer> {
  const no = (code: number) => Object.assign(new Error('No'), { responseCode: code });
  const options: SMTPServerOptions = {
    disabledCommands: users ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
    allowInsecureAuth: true,
    authOptional: !users,
    closeTimeout: 50,
    disableReverseLookup: true,
    onAuth({ username = '', password }, _, done) {
      if (users?.[username] === password) done(null, { user: username });
      else done(no(535));
    },
    onRcptTo(_, __, done) {
      done(server.refuses?.at === 'RCPT' ? no(server.refuses.code) : null);
    },
    onData(stream, session, done) {
      const take = async (): Promise<void> => {
        const source = Buffer.concat(await stream.toArray()).toString();
        if (server.refuses?.at === 'DATA') throw no(server.refuses.code);
        const { mailFrom, rcptTo } = session.envelope;
        server.received.push({
          from: mailFrom === false ? '' : mailFrom.address,
          recipients: rcptTo.map(({ address }) => address),
          mail: await simpleParser(source),
          source,
        });
        await server.beforeYes();
      };
      take().then(
        () => {
          done();
        },
        (error: unknown) => {
          done(error as Error);
        },
      );
    },
  };
  const smtp = new SMTPServer(options);
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  const server: MailServer = {
    url: new URL(`smtp://127.0.0.1:${String(port)}`),
    received: [],
    refuses: null,
    beforeYes: async () => undefined,
    close: () =>
      new Promise(resolve => {
        smtp.close(() => {
          resolve();
        });
      }),
  };
  return server;
}
