// Reads public/i18n/*.json. Makes src/app/core/i18n/i18n-keys.ts: every text's key with the parameters it needs, and the
// languages. With --check it writes nothing and fails on what is missing, empty, extra, unused, or differs in its placeholders.
// What an unreviewed language still lacks is shown in English and only listed.
// An object of plural categories ({"one": …, "other": …}) is one text, chosen by its parameter `count`.
import { readdirSync, readFileSync } from 'node:fs';
import { writeIfChanged } from './write-if-changed.mjs';

const FOLDER = 'public/i18n';
const REFERENCE = 'en';
/** Those that a native speaker has read: the others say so where a language is chosen. */
const REVIEWED = ['en', 'de'];
const OUTPUT = 'src/app/core/i18n/i18n-keys.ts';
const CATEGORIES = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

const isPlural = node =>
  typeof node === 'object' && 'other' in node && Object.keys(node).every(key => CATEGORIES.has(key));

/** [key, text or plural] of every text, in the file's order. */
const textsOf = (node, prefix = '') =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' || isPlural(value) ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );

const placeholders = text => [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name);
/** The categories that counts of things fall into; some languages keep another one for millions or for fractions. */
const categoriesOf = language => {
  const rules = new Intl.PluralRules(language);
  return new Set(Array.from({ length: 1000 }, (_, count) => rules.select(count)));
};
const variants = value => (typeof value === 'string' ? [value] : Object.values(value));
const parametersOf = value => {
  const names = new Set(variants(value).flatMap(placeholders));
  if (typeof value !== 'string') names.add('count');
  return [...names].sort();
};

const languages = readdirSync(FOLDER)
  .map(file => file.replace('.json', ''))
  .sort();
const texts = new Map(
  languages.map(language => [
    language,
    new Map(textsOf(JSON.parse(readFileSync(`${FOLDER}/${language}.json`, 'utf8')))),
  ]),
);
const reference = texts.get(REFERENCE);

function typeOf(value) {
  const names = parametersOf(value);
  const typed = names.map(name => `${name}: ${name === 'count' ? 'number' : 'string | number'}`);
  return names.length === 0 ? 'undefined' : `{ ${typed.join('; ')} }`;
}

function source() {
  const lines = [...reference].map(([key, value]) => `  '${key}': ${typeOf(value)};`);
  return `/* Generated from ${FOLDER}/${REFERENCE}.json; do not edit. */
export const LANGUAGES = [${languages.map(language => `'${language}'`).join(', ')}] as const;
export type Language = (typeof LANGUAGES)[number];
/** Those that a native speaker has read. */
export const REVIEWED: readonly Language[] = [${REVIEWED.map(language => `'${language}'`).join(', ')}];

/** The parameters of each text. */
export interface TextParameters {
${lines.join('\n')}
}
export type TextKey = keyof TextParameters;
/** The keys of texts that take no parameters. */
export type PlainKey = { [K in TextKey]: TextParameters[K] extends undefined ? K : never }[TextKey];
`;
}

function* faultsOf(language) {
  const own = texts.get(language);
  const categories = categoriesOf(language);
  for (const [key, value] of reference) {
    const mine = own.get(key);
    if (mine === undefined) {
      if (REVIEWED.includes(language)) yield `lacks ${key}`;
    } else if (variants(mine).some(text => text.trim() === '')) yield `has an empty ${key}`;
    else if (parametersOf(mine).join() !== parametersOf(value).join()) yield `has other placeholders in ${key}`;
    else if (typeof mine !== 'string')
      for (const category of categories) if (!(category in mine)) yield `lacks the plural ${category} of ${key}`;
  }
  for (const key of own.keys()) if (!reference.has(key)) yield `has ${key}, which ${REFERENCE} has not`;
}

/** Keys that no source names, neither whole nor by a template like `errors.${code}`. */
function unused() {
  const sources = readdirSync('src', { recursive: true })
    .filter(path => /\.(ts|html)$/.test(path) && !/\.spec\.ts$|i18n-keys/.test(path))
    .map(path => readFileSync(`src/${path}`, 'utf8'))
    .join('\n');
  const whole = new Set([...sources.matchAll(/['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)].map(([, key]) => key));
  const families = [...sources.matchAll(/['"`]([\w.-]+\.)(?:\$\{|['"]\s*\+)/g)].map(([, prefix]) => prefix);
  return [...reference.keys()].filter(key => !whole.has(key) && !families.some(family => key.startsWith(family)));
}

if (process.argv.includes('--check')) {
  const faults = languages.flatMap(language => [...faultsOf(language)].map(fault => `${language}.json ${fault}`));
  for (const key of unused()) faults.push(`${REFERENCE}.json has ${key}, which nothing uses`);
  for (const fault of faults) console.error(fault);
  for (const language of languages) {
    const lacking = [...reference.keys()].filter(key => !texts.get(language).has(key));
    if (lacking.length > 0) console.warn(`${language}.json lacks ${lacking.length} texts, shown in English`);
  }
  console.log(`${languages.length} languages, ${reference.size} texts, ${faults.length} faults`);
  if (faults.length > 0) process.exitCode = 1;
} else {
  writeIfChanged(OUTPUT, source());
}
