// Every rule that there is: `npm test`. With --long, the server's rules at the numbers that the issues state.
// `npm test -- server agent` runs those suites alone. The last line is `N passed, N failed`.
import { parseArgs } from 'node:util';
import { type Step, report, runStep } from './run-step.ts';

interface Suite extends Step {
  /** What it prints of its specs; absent where it has none and only must not fail. */
  readonly count?: (output: string) => Count | undefined;
}

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const SERVER: Suite = { name: 'server', command: 'npm run -s test -w server', count: ofJasmine };
const AGENT: Suite = { name: 'agent', command: 'npm run -s test -w agent', count: ofJasmine };
const BUILD: Suite = { name: 'build', command: 'npm run -s build' };
const WEB: Suite = { name: 'web', command: 'npm run -s test -w web', count: ofKarma };
const E2E: Suite = { name: 'e2e', command: 'npm run -s e2e -w web', count: ofPlaywright };
const IMAGE: Suite = {
  name: 'image',
  command: 'node --import tsx node_modules/jasmine/bin/jasmine.js --config=docker/jasmine.json',
  count: ofJasmine,
};
const LONG: Suite = { ...SERVER, name: 'server, long', environment: { TEST_LONG: '1' } };

/** Lanes of a stage run side by side on two cores; a stage begins when the one before it has ended. */
const STAGES: readonly (readonly (readonly Suite[])[])[] = [
  [
    [SERVER, AGENT],
    [BUILD, WEB],
  ],
  // The browser's run measures seconds, so nothing runs beside it.
  [[E2E]],
  [[IMAGE]],
];

const { values, positionals } = parseArgs({ allowPositionals: true, options: { long: { type: 'boolean' } } });
const isWanted = ({ name }: Suite): boolean => positionals.length === 0 || positionals.includes(name);
const total = { passed: 0, failed: 0 };

for (const stage of values.long ? [[[LONG]]] : STAGES) {
  await Promise.all(
    stage.map(async lane => {
      for (const suite of lane.filter(isWanted)) await run(suite);
    }),
  );
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

async function run(suite: Suite): Promise<void> {
  console.log(`  >  ${suite.name}`);
  const result = await runStep(suite);
  const count = suite.count?.(result.output);
  // A suite that crashes, or says nothing of its specs, is one failure itself.
  const crashes = result.isGreen && (count ?? !suite.count) ? 0 : 1;
  const failed = Math.max(count?.failed ?? 0, crashes);
  total.passed += count?.passed ?? 0;
  total.failed += failed;
  report(suite.name, { ...result, isGreen: failed === 0 }, count && `${count.passed} passed, ${count.failed} failed`);
  if (failed > 0) console.log(result.output.trimEnd());
}

function ofJasmine(output: string): Count | undefined {
  const [, specs, failures, pending] = /^(\d+) specs?, (\d+) failures?(?:, (\d+) pending)?/m.exec(output) ?? [];
  if (!specs) return undefined;
  return { passed: Number(specs) - Number(failures) - Number(pending ?? 0), failed: Number(failures) };
}

function ofKarma(output: string): Count | undefined {
  const runs = [...output.matchAll(/Executed (\d+) of \d+(?: \((\d+) FAILED\))?/g)];
  const [, executed, failed] = runs.at(-1) ?? [];
  if (!executed) return undefined;
  return { passed: Number(executed) - Number(failed ?? 0), failed: Number(failed ?? 0) };
}

function ofPlaywright(output: string): Count | undefined {
  const number = (word: string): number => Number(new RegExp(`^\\s*(\\d+) ${word}`, 'm').exec(output)?.[1] ?? 0);
  const count = { passed: number('passed'), failed: number('failed') + number('did not run') };
  return count.passed + count.failed > 0 ? count : undefined;
}
