import type { ClientFilter, Presence } from '../../core/graphql/generated';
import { type ValuesOf, urlChoice, urlChoices, urlNumber, urlText, urlTexts } from '../../core/list/url-state';
import { PLATFORMS } from '../../core/platform/platform-names';

export const PRESENCES = ['ONLINE', 'STALE', 'OFFLINE'] as const satisfies readonly Presence[];
/** After how many days without a sign of life a client may be one that can go. */
export const UNSEEN_DAYS = [7, 30, 90, 180, 365] as const;

/** The filters of the list, as they stand in the address. */
export const CLIENT_FILTERS = {
  search: urlText(100),
  presence: urlChoices(PRESENCES),
  platform: urlChoices(PLATFORMS),
  version: urlTexts(),
  /** Days without a sign of life. */
  unseen: urlNumber(1, 3650, undefined),
  copies: urlChoice(['suspected'] as const, undefined),
};

/** What the server is asked for; what is not in use is left out. */
export function filterOf(values: ValuesOf<typeof CLIENT_FILTERS>): ClientFilter {
  const { search, presence, platform, version, unseen, copies } = values;
  return {
    ...(search && { search: numberIn(search) ?? search }),
    ...(presence.length > 0 && { presence: [...presence] }),
    ...(platform.length > 0 && { platform: [...platform] }),
    ...(version.length > 0 && { version: [...version] }),
    ...(unseen !== undefined && { notSeenForDays: unseen }),
    ...(copies && { isCloneSuspected: true }),
  };
}

/** A number is shown in groups, and so it is typed or pasted. */
function numberIn(search: string): string | undefined {
  const digits = search.replace(/\s/g, '');
  return /^\d+$/.test(digits) ? digits : undefined;
}
