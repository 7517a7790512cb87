import type { BulkResultFragment } from '../../core/graphql/generated';

/** How many clients the server changes at once. */
const MOST = 100;

/** What became of a wish for many clients. */
export interface BulkOutcome {
  /** The numbers of those that it was done for. */
  readonly done: readonly string[];
  /** The code of the first refusal; undefined where there was none. */
  readonly code: string | undefined;
  readonly refused: number;
}

/**
 * Sends a wish for many clients, a hundred at a time.
 *
 * @param send answers undefined where all of them were refused at once; then the rest is not tried
 */
export async function inHundreds(
  ids: readonly string[],
  send: (ids: string[]) => Promise<readonly BulkResultFragment[] | undefined>,
): Promise<BulkOutcome | undefined> {
  const results: BulkResultFragment[] = [];
  for (let from = 0; from < ids.length; from += MOST) {
    const answer = await send(ids.slice(from, from + MOST));
    if (!answer) return from === 0 ? undefined : outcomeOf(results, ids.length);
    results.push(...answer);
  }
  return outcomeOf(results, ids.length);
}

function outcomeOf(results: readonly BulkResultFragment[], count: number): BulkOutcome {
  const done = results.filter(({ refusal }) => !refusal).map(({ id }) => id);
  const code = results.find(({ refusal }) => refusal)?.refusal?.code;
  return { done, code, refused: count - done.length };
}
