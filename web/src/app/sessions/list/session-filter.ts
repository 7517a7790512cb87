import type { SessionDirection, SessionFilter, SessionOrder, SessionRowFragment } from '../../core/graphql/generated';
import type { Compare } from '../../core/list/live-rows';
import { type UrlField, type ValuesOf, urlChoice, urlChoices, urlText } from '../../core/list/url-state';
import { SPAN_FIELDS, boundsOf } from '../../core/span/span';
import { type Day, dayIn } from '../../core/time/zoned-day';
import { END_REASONS } from '../parts/end-reasons';

export const DIRECTIONS = ['OUT', 'IN'] as const satisfies readonly SessionDirection[];
export const STATES = ['active', 'ended'] as const;

const urlNumber: UrlField<string> = {
  read: text => (text && /^[1-9]\d{8,9}$/.test(text) ? text : ''),
  write: number => number || undefined,
};

/** The filters of the log, as they stand in the address. */
export const SESSION_FILTERS = {
  comment: urlText(100),
  client: urlNumber,
  direction: urlChoice(DIRECTIONS, undefined),
  state: urlChoice(STATES, undefined),
  reasons: urlChoices(END_REASONS),
  ...SPAN_FIELDS,
};
export type SessionFilterValues = ValuesOf<typeof SESSION_FILTERS>;

/** What the server is asked for; what is not in use is left out. Days begin as they do in the user's zone. */
export function filterOf(values: SessionFilterValues, zone: string, today: Day): SessionFilter {
  const { comment, client, direction, state, reasons } = values;
  return {
    ...(comment && { comment }),
    ...(client && { clientId: client }),
    ...(direction && { direction }),
    ...(state && { isActive: state === 'active' }),
    ...(reasons.length > 0 && { endReasons: [...reasons] }),
    ...boundsOf(values, zone, today),
  };
}

export const todayIn = (zone: string, now: Date): Day => dayIn(zone, now);

/** Whether a session that was heard of still fits: one that leaves the filter comes once more. */
export function fits(session: SessionRowFragment, { isActive, endReasons, comment }: SessionFilter): boolean {
  if (isActive != null && session.isActive !== isActive) return false;
  if (endReasons && (!session.endReason || !endReasons.includes(session.endReason))) return false;
  return !comment || (session.comment ?? '').toLowerCase().includes(comment.toLowerCase());
}

export function orderOf(isDescending: boolean): SessionOrder {
  return { field: 'STARTED_AT', direction: isDescending ? 'DESC' : 'ASC' };
}

/** The order of the log: by their start, those of one moment by their id. */
export function compareBy(isDescending: boolean): Compare<SessionRowFragment> {
  const way = isDescending ? -1 : 1;
  return (one, other) => {
    const byStart = Date.parse(one.startedAt) - Date.parse(other.startedAt);
    return way * (byStart || one.id.length - other.id.length || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
  };
}
