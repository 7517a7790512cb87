// Makes public/icons.svg: one sprite of the lucide icons that src/app/ui/icon/icon-names.ts lists. Not committed.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { writeIfChanged } from './write-if-changed.mjs';

const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons');
const list = readFileSync('src/app/ui/icon/icon-names.ts', 'utf8');
const names = [...list.matchAll(/'([a-z0-9-]+)'/g)].map(([, name]) => name);

const symbols = names.map(name => {
  const svg = readFileSync(join(folder, `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
  return `<symbol id="${name}" viewBox="0 0 24 24">${drawing.replace(/\s*\n\s*/g, '')}</symbol>`;
});
writeIfChanged(
  'public/icons.svg',
  `<svg xmlns="http://www.w3.org/2000/svg" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">\n${symbols.join('\n')}\n</svg>\n`,
);
