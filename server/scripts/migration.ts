// Writes the migration that brings the database to what the entities say: `npm run migration -w server -- add-invoices`.
// With --check it writes nothing, and fails where one is missing. It works on a throwaway database.
import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { newDb } from '../src/db.ts';
import { newTestDatabase, openTestServer } from '../test/database.ts';

const FOLDER = new URL('../src/migrations/', import.meta.url);

const { values, positionals } = parseArgs({ allowPositionals: true, options: { check: { type: 'boolean' } } });
const { up, down } = await missingStatements();

if (up.length === 0) {
  console.log('The migrations make every table that the entities describe.');
} else if (values.check) {
  console.error(['The entities say more than the migrations make:', ...up].join('\n  '));
  process.exitCode = 1;
} else {
  await write(positionals[0] ?? 'change');
}

async function missingStatements(): Promise<{ up: string[]; down: string[] }> {
  const server = await openTestServer();
  try {
    const db = await newDb((await newTestDatabase()).url).initialize();
    const { upQueries, downQueries } = await db.driver.createSchemaBuilder().log();
    await db.destroy();
    return { up: upQueries.map(({ query }) => query), down: downQueries.map(({ query }) => query).reverse() };
  } finally {
    await server.close();
  }
}

async function write(name: string): Promise<void> {
  const at = Date.now();
  const file = new URL(`${String(at)}-${name}.ts`, FOLDER);
  const className = name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase()) + String(at);
  const lines = (statements: string[]): string =>
    statements.map(statement => `    await runner.query(\`${statement.replaceAll('`', '\\`')}\`);\n`).join('');
  await writeFile(
    file,
    `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${lines(up)}  }

  async down(runner: QueryRunner): Promise<void> {
${lines(down)}  }
}
`,
  );
  console.log(`Wrote ${file.pathname}. Read it, and name ${className} in src/db.ts.`);
}
