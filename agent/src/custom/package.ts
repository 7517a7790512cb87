import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { type AccountKey, readAccountKeys } from './account-key.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { Tampered } from './tampered.ts';

/** The files of a custom client that stand beside the program. */
export const CONFIGURATION_FILE = 'mydesk-config.jws';
export const TRUST_FILE = 'mydesk-trust.json';

/** What a custom client was downloaded with. */
export interface Package {
  /** The folder that it lies in. */
  readonly folder: string;
  readonly configuration: Configuration;
  /** The configuration as it was signed. */
  readonly text: string;
}

/**
 * The custom client that lies in the folder; undefined where there is none.
 *
 * @throws Tampered where one of its files was changed, or is missing while the other is there
 */
export async function readPackage(folder: string): Promise<Package | undefined> {
  const [text, trust] = await Promise.all([CONFIGURATION_FILE, TRUST_FILE].map(name => readText(join(folder, name))));
  if (text === undefined && trust === undefined) return undefined;
  try {
    if (text === undefined || trust === undefined) throw new Tampered('a file of it is missing');
    return { folder, text, configuration: readConfiguration(text, keysOf(trust)) };
  } catch (error) {
    if (!(error instanceof Tampered)) throw error;
    throw new Tampered(`The configuration in ${folder} was tampered with: ${error.message}`);
  }
}

/** The folder of the program itself. */
export const programFolder = (program: string): string => dirname(fileURLToPath(program));

/** The keys by which the account was known when the package was made. Written in one way only, as is what they sign. */
function keysOf(trust: string): AccountKey[] {
  try {
    const { keys } = JSON.parse(trust) as { keys?: unknown };
    const read = readAccountKeys(keys);
    if (trust === `${JSON.stringify({ keys: read })}\n`) return read;
  } catch (error) {
    if (error instanceof Tampered) throw error;
  }
  throw new Tampered(`${TRUST_FILE} was changed`);
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
