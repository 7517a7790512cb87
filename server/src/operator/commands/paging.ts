import { isUuid } from '../../core/ids.ts';
import type { Call } from '../cli/call.ts';
import type { Option } from '../cli/option.ts';
import { UsageError } from '../cli/refusals.ts';

const LARGEST_PAGE = 1000;
const USUAL_PAGE = 50;

/** What every list takes. */
export const PAGE_OPTIONS: Readonly<Record<string, Option>> = {
  limit: { value: 'COUNT', about: `how many at most, 1 to ${LARGEST_PAGE}; ${USUAL_PAGE} by default` },
  after: { value: 'CURSOR', about: 'go on behind a page: what that page printed as next' },
};

export const pageSize = (call: Call): number => call.whole('limit', 1, LARGEST_PAGE) ?? USUAL_PAGE;

/** The id behind which a page begins; null for the first page. */
export function uuidAfter(call: Call): string | null {
  const after = call.text('after') ?? null;
  if (after === null || isUuid(after)) return after;
  throw new UsageError('--after must be what a page printed as next');
}

/** The page that rows make: one more was read than it has, which tells whether there are more. */
export function pageOf<Row>(rows: readonly Row[], size: number, cursorOf: (row: Row) => string) {
  const items = rows.slice(0, size);
  const last = items.at(-1);
  const next = rows.length > size && last !== undefined ? cursorOf(last) : null;
  return { items, next, more: next === null ? '' : `\n\nThere are more: --after ${next}` };
}
