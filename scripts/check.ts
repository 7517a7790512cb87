// Everything that CI refuses, by one name: `npm run check`. One line per check; a red one shows what it said and the
// command that mends it. `npm run check -- lint types` runs those whose names begin so.
import { type Step, inLanes, report, runStep } from './run-step.ts';

interface Check extends Step {
  /** The command that mends what it finds, or where to look. */
  readonly mend: string;
}

const BY_HAND = 'mend the files named above';

/** The slow ones first, so that the two lanes end together. */
const CHECKS: readonly Check[] = [
  { name: 'lint', command: 'npx eslint .', mend: 'npm run fix' },
  { name: 'types web', command: 'npm run -s types -w web', mend: BY_HAND },
  { name: 'types server', command: 'npx tsc -p .', mend: BY_HAND },
  { name: 'format', command: 'npx prettier --check .', mend: 'npm run fix' },
  { name: 'types agent', command: 'npm run -s types -w agent', mend: BY_HAND },
  { name: 'types e2e', command: 'npx tsc -p web/e2e', mend: BY_HAND },
  { name: 'types bench', command: 'npm run -s types -w bench', mend: BY_HAND },
  {
    name: 'migration',
    command: 'npm run -s migration -w server -- --check',
    mend: 'npm run migration -w server -- <name>',
  },
  { name: 'schema', command: 'npm run -s schema -w server -- --check', mend: 'npm run schema -w server' },
  { name: 'imports server', command: 'npm run -s imports -w server', mend: 'move what is imported to a floor below' },
  { name: 'imports agent', command: 'npm run -s imports -w agent', mend: 'mend the imports named above' },
  { name: 'imports web', command: 'npm run -s imports -w web', mend: 'move what is imported to core/ or ui/' },
  { name: 'texts', command: 'npm run -s texts -w web', mend: 'mend the files of web/public/i18n' },
];

const wanted = process.argv.slice(2);
const checks = CHECKS.filter(({ name }) => wanted.length === 0 || wanted.some(each => name.startsWith(each)));
const red: string[] = [];

// Lint and types of the web read what is generated from the API and the texts.
const generated = await runStep({ name: 'generate', command: 'npm run -s generate -w web' });
if (!generated.isGreen) {
  console.log(generated.output);
  process.exit(1);
}

await inLanes(2, checks, async check => {
  const result = await runStep(check);
  report(check.name, result);
  if (result.isGreen) return;
  console.log(`${result.output.trimEnd()}\n     to mend it: ${check.mend}\n`);
  red.push(check.name);
});

console.log(red.length === 0 ? `All ${checks.length} checks are green.` : `Red: ${red.join(', ')}`);
process.exitCode = red.length === 0 ? 0 : 1;
