// Writes the agent as one file that runs alone, and beside it the licenses of what went into it and what it is.
//   node --import tsx scripts/bundle.ts [folder]    (default: dist)
import { createHash } from 'node:crypto';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Metafile, build } from 'esbuild';

import { VERSION } from '../src/version.ts';

const AGENT = fileURLToPath(new URL('..', import.meta.url));
const ROOT = dirname(AGENT.replace(/\/$/, ''));
const folder = process.argv[2] ?? join(AGENT, 'dist');

// What is CommonJS among its parts asks for Node's own modules by `require`.
const BANNER = `import { createRequire as requireFrom } from 'node:module';
const require = requireFrom(import.meta.url);`;

const { outputFiles, metafile } = await build({
  absWorkingDir: ROOT,
  entryPoints: ['agent/src/main.ts'],
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  minify: true,
  legalComments: 'none',
  banner: { js: BANNER },
  // ws asks whether these are there, and goes without.
  external: ['bufferutil', 'utf-8-validate'],
  metafile: true,
  write: false,
});
const program = outputFiles[0]?.contents ?? new Uint8Array();

await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'mydesk-agent.mjs'), program, { mode: 0o755 });
await writeFile(join(folder, 'THIRD-PARTY.txt'), await licenses(metafile));
const sha256 = createHash('sha256').update(program).digest('hex');
await writeFile(join(folder, 'manifest.json'), `${JSON.stringify({ version: VERSION, sha256 })}\n`);
console.log(`mydesk-agent.mjs: ${String(program.length)} bytes, SHA-256 ${sha256}`);

/** The license of each package that a part of the program comes from. */
async function licenses({ inputs }: Metafile): Promise<string> {
  const names = Object.keys(inputs).map(path => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packages = [...new Set(names)].filter(name => name !== undefined).sort();
  const texts = await Promise.all(
    packages.map(async name => {
      const path = join(ROOT, 'node_modules', name);
      const { version } = JSON.parse(await readFile(join(path, 'package.json'), 'utf8')) as { version: string };
      const file = (await readdir(path)).find(each => /^licen[cs]e/i.test(each));
      if (!file) throw new Error(`${name} has no license file`);
      return `${name} ${version}\n\n${(await readFile(join(path, file), 'utf8')).trim()}\n`;
    }),
  );
  return texts.join(`\n${'-'.repeat(72)}\n\n`);
}
