import type { DataSource } from 'typeorm';
import { readConfig } from '../../server/src/core/settings/config.ts';
import { newLog } from '../../server/src/core/log.ts';
import { Secrets } from '../../server/src/core/secrets/secrets.ts';
import { Portal } from '../../server/src/portal.ts';
import { type OperationName, OPERATIONS } from './operations.ts';
import { recorded } from './record.ts';
import type { Recorded } from './shapes.ts';

type Variables = Readonly<Partial<Record<OperationName, Record<string, unknown>>>>;

/** The body of an operation's request. */
export const requestBody = (name: OperationName, variables: Variables): string =>
  JSON.stringify({ query: OPERATIONS[name].query, variables: variables[name] });

/** The statements that the portal runs for each operation, but for the one that finds out who asks. */
export async function recordOperations(
  db: DataSource,
  env: Record<string, string>,
  cookie: string,
  variables: Variables,
): Promise<Recorded[]> {
  const config = readConfig(env);
  const portal = await Portal.of({
    config,
    db,
    url: env['DATABASE_URL'] ?? '',
    secrets: await Secrets.load(config),
    log: newLog('warn'),
    now: () => new Date(),
    webFolder: env['DATA_DIR'] ?? '',
    agentFolder: env['DATA_DIR'] ?? '',
    rootFolder: env['DATA_DIR'] ?? '',
  });
  try {
    const all: Recorded[] = [];
    for (const operation of Object.keys(OPERATIONS) as OperationName[]) {
      const headers = { 'content-type': 'application/json', host: 'localhost', cookie };
      const ask = () =>
        portal.door.server.inject({
          method: 'POST',
          url: '/graphql',
          headers,
          payload: requestBody(operation, variables),
        });
      await ask();
      const statements = (await recorded(ask)).filter(({ text }) => !text.includes('sign_in_token'));
      // What the portal does not prepare, the limit does.
      all.push({
        operation,
        statements: statements.map((one, index) => ({ ...one, name: one.name || `${operation}-${String(index)}` })),
      });
    }
    return all;
  } finally {
    await portal.stop();
  }
}
