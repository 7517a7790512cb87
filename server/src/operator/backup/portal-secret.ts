import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { Secrets } from '../../core/secrets.ts';

/** The portal's secret as it is set, or as it lies in the data folder; undefined where there is none. None is made. */
export async function portalSecret({
  secret,
  dataDir,
}: Pick<Config, 'secret' | 'dataDir'>): Promise<string | undefined> {
  if (secret !== undefined) return secret;
  const kept = await readFile(join(dataDir, 'secret'), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  });
  return kept?.trim();
}

/** By what a secret is known again. It tells nothing of the secret. */
export const markOf = (secret: string): string => new Secrets(secret).keyedHash('backup', 'mark').toString('hex');
