// Builds what runs in production: the web application, the server and the agent. What is up to date is left as it is.
// With --force everything is built anew; with names, only those of the three.
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { report, runStep } from './run-step.ts';

interface Target {
  readonly name: string;
  readonly command: string;
  /** Files and folders whose content it is made of. */
  readonly inputs: readonly string[];
}

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const TARGETS: readonly Target[] = [
  {
    name: 'web',
    command: 'npm run -s build -w web && node --import tsx scripts/compress.ts web/dist/browser',
    inputs: [
      'scripts/compress.ts',
      'web/src',
      'web/public',
      'web/tools',
      'web/angular.json',
      'web/tsconfig.json',
      'web/tsconfig.app.json',
      'schema.graphql',
    ],
  },
  {
    name: 'server',
    command: 'npm run -s build -w server',
    inputs: ['server/src', 'server/tsconfig.build.json', 'server/tsconfig.json'],
  },
  {
    name: 'agent',
    command: 'npm run -s build -w agent',
    inputs: ['agent/src', 'agent/scripts', 'agent/tsconfig.build.json', 'agent/tsconfig.json'],
  },
];

const isForced = process.argv.includes('--force');
const names = process.argv.slice(2).filter(each => !each.startsWith('--'));
const targets = TARGETS.filter(({ name }) => names.length === 0 || names.includes(name));
const results = await Promise.all(targets.map(build));
process.exitCode = results.every(isGreen => isGreen) ? 0 : 1;

async function build({ name, command, inputs }: Target): Promise<boolean> {
  const dist = join(ROOT, name, 'dist');
  const stamp = join(dist, '.inputs');
  const now = await fingerprint(['package-lock.json', ...inputs]);
  if (!isForced && (await readFile(stamp, 'utf8').catch(() => '')) === now) return true;

  await rm(dist, { recursive: true, force: true });
  const result = await runStep({ name: `build ${name}`, command });
  report(`build ${name}`, result);
  if (result.isGreen) {
    await mkdir(dist, { recursive: true });
    await writeFile(stamp, now);
  } else {
    console.error(result.output);
  }
  return result.isGreen;
}

/** Changes with the name or content of any file that goes in. */
async function fingerprint(inputs: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const input of inputs) {
    for (const file of await filesOf(input)) hash.update(file).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/** The file itself, or the files of the folder but for specs and what is generated, in order. */
async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, path), { withFileTypes: true, recursive: true }).catch(() => undefined);
  if (!entries) return [path];
  return entries
    .filter(entry => entry.isFile() && !/\.spec\.ts$|generated\.ts$|i18n-keys\.ts$|icons\.svg$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(ROOT.length))
    .sort();
}
