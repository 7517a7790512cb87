import { compare, type Figures } from './load.ts';

/** Rows of a page, so many that the last of 200,000 sessions are on page 10,000. */
const ROWS = 20;
const PAGE = `query Page($after: String) { sessions(first: ${String(ROWS)}, after: $after) {
  nodes { id from { clientId alias } to { clientId alias } isActive startedAt endedAt endReason durationSeconds comment }
  pageInfo { hasNextPage endCursor } } }`;
const FROM_THE_END =
  'query ($last: Int, $before: String) { sessions(last: $last, before: $before) { pageInfo { startCursor endCursor } } }';

interface Cursors {
  readonly startCursor: string;
  readonly endCursor: string;
}

/** How fast the first page of sessions is told, and the last. */
export async function firstAndLastPage(
  url: string,
  headers: Record<string, string>,
  rounds: number,
  seconds: number,
): Promise<[first: Figures, last: Figures]> {
  const cursors = async (variables: object): Promise<Cursors> => {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ query: FROM_THE_END, variables }),
    });
    return ((await response.json()) as { data: { sessions: { pageInfo: Cursors } } }).data.sessions.pageInfo;
  };
  const { startCursor } = await cursors({ last: ROWS });
  const { endCursor } = await cursors({ last: 1, before: startCursor });

  const target = (after?: string) => ({
    url,
    method: 'POST' as const,
    headers,
    body: JSON.stringify({ query: PAGE, variables: { after } }),
  });
  return compare(target(), target(endCursor), rounds, seconds);
}
