import type { Identity } from '../identity.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import type { Package } from './package.ts';
import { Tampered } from './tampered.ts';

/**
 * What the device goes by: the newest configuration that it has, of those that the keys hold for which it has pinned.
 *
 * @param identity undefined before the device has enrolled; it has pinned nothing then, and the package speaks for itself
 * @throws Tampered where what it was sent was changed since, or the package is of nobody that it has known
 */
export function currentConfiguration(
  identity: Identity | undefined,
  pack: Package | undefined,
): Configuration | undefined {
  if (!identity) return pack?.configuration;

  const { keys = [], configuration } = identity;
  const sent = configuration === undefined ? undefined : readConfiguration(configuration, keys);
  const brought = pack && trusted(pack, keys);
  if (!sent && pack && !brought) {
    throw new Tampered(`The configuration in ${pack.folder} is not signed by the account that this device belongs to`);
  }
  return brought && brought.version > (sent?.version ?? 0) ? brought : sent;
}

/** A package that is signed with keys which the account has retired since is no longer gone by. */
function trusted({ text }: Package, keys: Identity['keys']): Configuration | undefined {
  try {
    return readConfiguration(text, keys ?? []);
  } catch (error) {
    if (error instanceof Tampered) return undefined;
    throw error;
  }
}
