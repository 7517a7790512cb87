/** How long a name may be, see `readAlias`. */
const LONGEST = 25;
/** How much of a client's number tells it from another that would be called the same. */
const TAIL = 4;

/** What a pattern is filled with. */
export interface Named {
  readonly id: string;
  readonly hostName: string | null;
}

/**
 * The names that a pattern gives a client, the wanted one first. `{host}` stands for its host name without the domain,
 * `{id}` for its number; what may be in no name becomes a dash, and what is too long is cut. Where the first is taken, a part
 * of the number tells it apart.
 */
export function namesBy(pattern: string, { id, hostName }: Named): string[] {
  const host = (hostName ?? '').split('.')[0] ?? '';
  const name = pattern
    .replaceAll('{host}', host || id)
    .replaceAll('{id}', id)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^0-9A-Za-z._-]+/g, '-');
  return [fitting(name, LONGEST), `${fitting(name, LONGEST - TAIL - 1)}-${id.slice(-TAIL)}`];
}

/** Begins and ends with a letter or digit, as names must. */
const fitting = (name: string, length: number): string =>
  name
    .replace(/^[._-]+/, '')
    .slice(0, length)
    .replace(/[._-]+$/, '');
