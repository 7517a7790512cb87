import type { EventType, FeedEventFragment } from '../core/graphql/generated';
import type { IconName } from '../ui/icon/icon-names';
import type { Tone } from '../ui/badge/badge';
import { grouped } from '../core/client-name';

/** The newest events that the feed keeps. */
const KEPT = 50;

/** How each type of event that the feed shows is drawn. What is not here is for scripts and the audit, not for watching. */
const DRAWINGS = {
  CLIENT_ENROLLED: { icon: 'monitor-smartphone', tone: 'success' },
  CLIENT_ONLINE: { icon: 'wifi', tone: 'success' },
  CLIENT_OFFLINE: { icon: 'unplug', tone: 'neutral' },
  CLIENT_REMOVED: { icon: 'x', tone: 'danger' },
  CLIENT_CLONE_SUSPECTED: { icon: 'triangle-alert', tone: 'warning' },
  SESSION_STARTED: { icon: 'arrow-right', tone: 'success' },
  SESSION_RESUMED: { icon: 'refresh-cw', tone: 'success' },
  SESSION_ENDED: { icon: 'check', tone: 'neutral' },
  SESSION_REFUSED: { icon: 'circle-alert', tone: 'warning' },
  USER_SIGNED_IN: { icon: 'circle-user-round', tone: 'neutral' },
  LICENSE_CHANGED: { icon: 'badge-check', tone: 'neutral' },
} as const satisfies Partial<Record<EventType, { icon: IconName; tone: Tone }>>;

type FeedType = keyof typeof DRAWINGS;

export const FEED_TYPES = Object.keys(DRAWINGS) as FeedType[];

/** One line of the feed. */
export interface FeedLine {
  readonly cursor: string;
  readonly at: string;
  readonly icon: IconName;
  readonly tone: Tone;
  /** The key of its text, and what the text takes. */
  readonly key: `dashboard.event.${FeedType}`;
  readonly parameters: Readonly<Record<string, string>>;
  /** The key of what is added, such as the reason of an end. */
  readonly noteKey: string | undefined;
}

/** The feed after `news`, the newest first. What was already there is not there twice. */
export function withNews(feed: readonly FeedEventFragment[], news: readonly FeedEventFragment[]): FeedEventFragment[] {
  const known = new Set(feed.map(({ cursor }) => cursor));
  const unseen = news.filter(({ cursor }) => !known.has(cursor));
  return unseen.length > 0 ? [...unseen.reverse(), ...feed].slice(0, KEPT) : [...feed];
}

/** How an event reads; undefined where the feed does not show its type. */
export function lineOf(event: FeedEventFragment): FeedLine | undefined {
  const type = FEED_TYPES.find(known => known === event.type);
  if (!type) return undefined;
  const data = event.data as Readonly<Record<string, unknown>>;
  const number = (value: unknown) => (typeof value === 'string' && value ? grouped(value) : '–');
  return {
    cursor: event.cursor,
    at: event.at,
    ...DRAWINGS[type],
    key: `dashboard.event.${type}`,
    parameters: {
      client: number(event.clientId),
      from: number(data['from']),
      to: number(data['to']),
      name: event.actor.name ?? '–',
    },
    noteKey: noteKeyOf(type, data),
  };
}

function noteKeyOf(type: FeedType, data: Readonly<Record<string, unknown>>): string | undefined {
  if (type === 'SESSION_ENDED' && typeof data['reason'] === 'string') return `dashboard.reason.${data['reason']}`;
  if (type === 'SESSION_REFUSED' && typeof data['code'] === 'string') return `dashboard.refusal.${data['code']}`;
  return undefined;
}
