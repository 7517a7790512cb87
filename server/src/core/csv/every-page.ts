import type { Keyset } from '../graphql/page.ts';

/** How many rows of a list are read at once that is read as a whole: with 1,000 the garbage piles up to twice the memory. */
const ROWS = 200;

/**
 * Every page of a list, from its front to its end.
 *
 * @param read reads the page behind a key
 * @param keyOf the key of a row
 */
export async function* everyPage<Row>(
  read: (keyset: Keyset) => Promise<readonly Row[]>,
  keyOf: (row: Row) => (string | null)[],
): AsyncGenerator<readonly Row[]> {
  let from: Keyset['from'];
  for (;;) {
    const rows = await read({ limit: ROWS, isBackwards: false, from });
    yield rows;
    const last = rows.at(-1);
    if (rows.length < ROWS || last === undefined) return;
    from = keyOf(last);
  }
}
