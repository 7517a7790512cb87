// Runs the specs of the server, or those of the named files: `npm test -w server -- src/license/*.spec.ts --filter=race`.
// They run on the server of TEST_DATABASE_URL, or on an embedded one.
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import Jasmine from 'jasmine';
import { openTestServer } from '../test/database.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { filter: { type: 'string' }, seed: { type: 'string' } },
});

const jasmine = new Jasmine();
jasmine.exitOnCompletion = false;
jasmine.showColors(process.stdout.isTTY);
jasmine.loadConfigFile('jasmine.json');
if (values.seed) jasmine.seed(Number(values.seed));

const server = await openTestServer();
try {
  const { overallStatus } = await jasmine.execute(positionals, values.filter);
  process.exitCode = overallStatus === 'passed' ? 0 : 1;
} finally {
  await server.close();
}
