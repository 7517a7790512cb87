import type { DeedFragment, EventFilter } from '../core/graphql/generated';
import type { PageVariables } from '../core/list/list-address';
import type { Compare } from '../core/list/live-rows';
import type { ListPage } from '../core/list/page-reader';
import { type ValuesOf, urlChoice, urlChoices, urlTexts } from '../core/list/url-state';
import { SPAN_FIELDS, boundsOf } from '../core/span/span';
import type { Day } from '../core/time/zoned-day';
import { AREAS, typesIn } from './areas';

/** What people did, or what devices and the portal did too. */
export const SCOPES = ['people', 'all'] as const;

/** The filters of the list, as they stand in the address. */
export const ACTIVITY_FILTERS = {
  scope: urlChoice(SCOPES, 'people'),
  areas: urlChoices(AREAS),
  people: urlTexts(),
  ...SPAN_FIELDS,
};
export type ActivityFilterValues = ValuesOf<typeof ACTIVITY_FILTERS>;

/** What the server is asked for; what is not in use is left out. Days begin as they do in the user's zone. */
export function filterOf(values: ActivityFilterValues, zone: string, today: Day): EventFilter {
  const { scope, areas, people } = values;
  return {
    ...(scope === 'people' && { actorKinds: ['USER', 'TOKEN', 'OPERATOR'] }),
    ...(areas.length > 0 && { types: typesIn(areas) }),
    ...(people.length > 0 && { actorIds: [...people] }),
    ...boundsOf(values, zone, today),
  };
}

/** The log goes from the oldest to the newest, the list the other way: its first page is the end of the log. */
export const pageFromEnd = ({ first, after, last, before }: PageVariables): PageVariables => ({
  first: last ?? null,
  after: before ?? null,
  last: first ?? null,
  before: after ?? null,
});

/** A page of the log, turned round. */
export function turned({ nodes, pageInfo, totalCount }: ListPage<DeedFragment>): ListPage<DeedFragment> {
  return {
    nodes: [...nodes].reverse(),
    pageInfo: {
      hasNextPage: pageInfo.hasPreviousPage,
      hasPreviousPage: pageInfo.hasNextPage,
      startCursor: pageInfo.endCursor,
      endCursor: pageInfo.startCursor,
    },
    totalCount,
  };
}

/** The newest first; those of one moment stand as the server has them. */
export const compare: Compare<DeedFragment> = (one, other) => Date.parse(other.at) - Date.parse(one.at);
