#!/usr/bin/env node
// npm links this file when it installs, which is before anything is built.
import { existsSync } from 'node:fs';

const main = new URL('../dist/operator/main.js', import.meta.url);
if (existsSync(main)) {
  await import(main.href);
} else {
  process.stderr.write('The server is not built yet: npm run build\n');
  process.exitCode = 1;
}
