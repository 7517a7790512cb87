import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { Client, type Connection } from 'pg';

/** A connection for as long as it may take to copy everything. @param name by which the database's own lists show it */
export async function patientClient(url: string, name: string): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: name });
  await client.connect();
  await client.query('SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0');
  return client;
}

/** How many bytes of rows are handed on at once; they end with a row. */
export const CHUNK_BYTES = 4 * 2 ** 20;

/** A connection that copies rows in, as `pg` has it and its types do not tell. */
interface CopyConnection {
  readonly stream: Duplex;
  sendCopyFromChunk(chunk: Buffer): void;
  sendCopyFail(message: string): void;
  endCopyFrom(): void;
}

/**
 * The rows that a COPY ... TO STDOUT writes, in chunks of some 4 MiB that end with a row. The server waits while nobody
 * takes them.
 *
 * @returns how many rows they were
 */
export async function* copiedOut(client: Client, statement: string): AsyncGenerator<Buffer, number> {
  const copy = new CopyOut(statement);
  client.query(copy);
  for (;;) {
    const chunk = await copy.next();
    if (!chunk) return copy.rows;
    yield chunk;
  }
}

/** Gives rows to a COPY ... FROM STDIN, no faster than the server takes them. Resolves when it has them all. */
export async function copyIn(client: Client, statement: string, rows: AsyncIterable<Buffer> | Iterable<Buffer>) {
  const copy = new CopyIn(statement, rows);
  client.query(copy);
  await copy.done;
}

/** What the driver calls on a statement of ours, by these names. */
class CopyOut {
  rows = 0;
  private held: Buffer[] = [];
  private size = 0;
  private isOver = false;
  private failure: Error | undefined;
  private stream: Duplex | undefined;
  private wake: () => void = () => undefined;

  constructor(private readonly statement: string) {}

  /** The next rows; undefined after the last. */
  async next(): Promise<Buffer | undefined> {
    while (this.size < CHUNK_BYTES && !this.isOver) await new Promise<void>(resolve => (this.wake = resolve));
    if (this.failure) throw this.failure;
    if (this.size === 0) return undefined;
    const chunk = Buffer.concat(this.held);
    this.held = [];
    this.size = 0;
    this.stream?.resume();
    return chunk;
  }

  submit(connection: Connection): void {
    this.stream = connection.stream;
    connection.query(this.statement);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // What the driver gives is a view of what it reads into.
    this.held.push(Buffer.from(chunk));
    this.size += chunk.length;
    if (this.size < CHUNK_BYTES) return;
    this.stream?.pause();
    this.wake();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = Number(/^COPY (\d+)$/.exec(text)?.[1]);
  }

  handleReadyForQuery(): void {
    this.isOver = true;
    this.wake();
  }

  handleError(error: Error): void {
    this.failure = error;
    this.handleReadyForQuery();
  }
}

class CopyIn {
  readonly done: Promise<void>;
  private settle: { resolve: () => void; reject: (error: unknown) => void } | undefined;
  /** What the rows' source has thrown: the server only hears that they do not come. */
  private cause: unknown;

  constructor(
    private readonly statement: string,
    private readonly content: AsyncIterable<Buffer> | Iterable<Buffer>,
  ) {
    this.done = new Promise((resolve, reject) => (this.settle = { resolve, reject }));
  }

  submit(connection: Connection): void {
    connection.query(this.statement);
  }

  handleCopyInResponse(connection: CopyConnection): void {
    void this.send(connection);
  }

  handleCommandComplete(): void {
    // The answer that counts is that the server is ready.
  }

  handleReadyForQuery(): void {
    this.settle?.resolve();
  }

  handleError(error: Error): void {
    this.settle?.reject(this.cause ?? error);
  }

  private async send(connection: CopyConnection): Promise<void> {
    try {
      for await (const chunk of this.content) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain');
      }
      connection.endCopyFrom();
    } catch (error) {
      this.cause = error;
      connection.sendCopyFail('The rows do not come');
    }
  }
}
