import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Writes `text` to `path`, unless it stands there already: an untouched file keeps the build's cache warm. */
export function writeIfChanged(path, text) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) writeFileSync(path, text);
}
