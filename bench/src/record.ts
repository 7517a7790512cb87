import { Client } from 'pg';

/** A statement as it was sent to the database; without a name it is not prepared. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** Runs `work`, and answers the statements that it sent by any `pg` connection of this process, in their order. */
export async function recorded(work: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = [];
  const query = Reflect.get(Client.prototype, 'query') as (...args: unknown[]) => unknown;
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [first, values] = args;
    const { text, name, values: own } = (typeof first === 'string' ? { text: first } : first) as Partial<Statement>;
    if (text !== undefined)
      statements.push({ name: name ?? '', text, values: own ?? (Array.isArray(values) ? (values as unknown[]) : []) });
    return query.apply(this, args);
  } as never;
  try {
    await work();
  } finally {
    Client.prototype.query = query as never;
  }
  return statements;
}
