// Writes the GraphQL API to schema.graphql at the root. With --check it writes nothing, and fails where the file is not
// what it would write.
import 'reflect-metadata';
import { readFile, writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { newSchema } from '../src/schema.ts';

const FILE = new URL('../../schema.graphql', import.meta.url);
const schema = `${printSchema(lexicographicSortSchema(newSchema()))}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(FILE, schema);
} else if ((await readFile(FILE, 'utf8')) !== schema) {
  console.error('schema.graphql is not what the resolvers say');
  process.exitCode = 1;
}
