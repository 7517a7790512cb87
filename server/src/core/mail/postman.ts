import type { DataSource } from 'typeorm';
import type { Clock } from '../context.ts';
import type { Log } from '../log.ts';
import { Repeated } from '../work/repeated.ts';
import type { Secrets } from '../secrets/secrets.ts';
import { type Letter, openLetter } from './letter.ts';
import { LetterRefused, type MailTransport } from './transport.ts';

const EVERY_MS = 1_000;
/** For so long a letter is this process's alone. A process that dies with it leaves it to the others after that. */
const LEASE_MS = 5 * 60_000;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 4 * 60 * 60_000;
/** After this a letter is given up. */
const PATIENCE_MS = 3 * 86_400_000;
/** For so long a mail server that failed is left alone. */
const REST_MS = 30_000;
/** For so long the process waits, when it stops, for the letter in hand. */
const STOP_MS = 3_000;

const TAKE = `
  UPDATE mail SET due_at = $2, tries = tries + 1
  WHERE id = (SELECT id FROM mail WHERE due_at <= $1 ORDER BY due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING id, letter_encrypted AS sealed, tries, created_at AS "createdAt", until`;

interface Taken {
  readonly id: string;
  readonly sealed: Buffer;
  readonly tries: number;
  readonly createdAt: Date;
  readonly until: Date | null;
}

/**
 * Sends what waits in the table `mail`. Of several processes each letter is sent by one. One that dies after the mail
 * server has taken a letter, and before that is written down, makes another send it once more, with the same message id.
 */
export class Postman {
  private readonly rounds: Repeated;
  private restUntilMs = 0;

  constructor(
    private readonly db: DataSource,
    private readonly secrets: Secrets,
    private readonly transport: MailTransport,
    private readonly log: Log,
    private readonly now: Clock,
    report: (fault: unknown) => void,
  ) {
    this.rounds = new Repeated(() => this.run(), EVERY_MS, report);
  }

  start(): void {
    this.rounds.start();
  }

  /** What is not sent by then goes on in another process, or with the next start. */
  async stop(): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await Promise.race([this.rounds.stop(), new Promise(resolve => (timer = setTimeout(resolve, STOP_MS)))]);
    clearTimeout(timer);
  }

  /** Sends every letter that is due, until the mail server fails. */
  async run(): Promise<void> {
    while (this.now().getTime() >= this.restUntilMs) {
      const now = this.now();
      const [[taken]]: [Taken[], number] = await this.db.query(TAKE, [now, new Date(now.getTime() + LEASE_MS)]);
      if (!taken) return;
      await this.deliver(taken);
    }
  }

  private async deliver(taken: Taken): Promise<void> {
    const letter = this.open(taken);
    if (!letter || (taken.until && taken.until <= this.now())) {
      this.log.warn(letter && shown(letter), 'A mail is of no use any more, and is not sent');
      await this.remove(taken);
      return;
    }
    try {
      await this.transport.send(letter);
    } catch (error) {
      await this.failed(taken, letter, error);
      return;
    }
    await this.remove(taken);
    this.log.info(shown(letter), 'Mail sent');
  }

  /** Undefined where it was sealed with a secret that the portal has no more. */
  private open({ id, sealed }: Taken): Letter | undefined {
    try {
      return openLetter(this.secrets, id, sealed);
    } catch (error) {
      this.log.error({ err: error, mailId: id }, 'A mail cannot be read');
      return undefined;
    }
  }

  private async failed({ id, tries, createdAt }: Taken, letter: Letter, error: unknown): Promise<void> {
    const nowMs = this.now().getTime();
    const isRefused = error instanceof LetterRefused;
    if ((isRefused && error.isFinal) || nowMs - createdAt.getTime() >= PATIENCE_MS) {
      this.log.error({ err: error, ...shown(letter) }, 'A mail could not be sent, and is given up');
      await this.remove({ id });
      return;
    }
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
    if (!isRefused) this.restUntilMs = nowMs + REST_MS;
    this.log.warn({ err: error, ...shown(letter), waitSeconds: waitMs / 1000 }, 'A mail could not be sent yet');
    await this.db.query('UPDATE mail SET due_at = $2 WHERE id = $1', [id, new Date(nowMs + waitMs)]);
  }

  private async remove({ id }: Pick<Taken, 'id'>): Promise<void> {
    await this.db.query('DELETE FROM mail WHERE id = $1', [id]);
  }
}

/** What the log may have of a letter: never its text. */
const shown = ({ id, to, subject }: Letter): { mailId: string; to: string; subject: string } => ({
  mailId: id,
  to: to.address,
  subject,
});
