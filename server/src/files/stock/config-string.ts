import type { StockServer } from '../../core/settings/stock-settings.ts';

/** File systems take names of 255 bytes; a browser may add to one that is there already. */
const LONGEST_NAME = 240;
const MOST_SPACES = 64;

/**
 * The text that a stock client takes as its configuration, by its settings or `--config`: the JSON in base64url, read
 * backwards. It stands in a file name too, where two dashes part it from the rest, so that it must have none: a space in
 * the JSON changes nothing but the letters.
 */
export function configString({ host, key, api, relay }: StockServer): string {
  for (let spaces = 0; spaces < MOST_SPACES; spaces++) {
    const json = JSON.stringify({ host, key, api, relay }) + ' '.repeat(spaces);
    const text = [...Buffer.from(json).toString('base64url')].reverse().join('');
    if (!/--|^-|-$/.test(text)) return text;
  }
  throw new Error('No spelling of the configuration fits into a file name');
}

/** The name by which a stock installer for Windows configures itself; null where it would be too long for a file system. */
export function windowsFileName(server: StockServer): string | null {
  const name = `rustdesk--${configString(server)}--.exe`;
  return name.length <= LONGEST_NAME ? name : null;
}
