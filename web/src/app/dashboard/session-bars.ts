import type { SeriesRange } from '../core/graphql/generated';
import type { Bar } from '../ui/bar-chart/bar-scale';

const NAMES = {
  LAST_24_HOURS: {
    tick: { hour: '2-digit', minute: '2-digit' },
    name: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  },
  LAST_30_DAYS: { tick: { day: 'numeric', month: 'short' }, name: { weekday: 'long', day: 'numeric', month: 'long' } },
} as const satisfies Record<SeriesRange, Record<'tick' | 'name', Intl.DateTimeFormatOptions>>;

/** A bar for each point, named as `language` names its hour or day in `zone`. */
export function barsOf(
  points: readonly { at: string; sessions: number }[],
  range: SeriesRange,
  language: string,
  zone: string,
): Bar[] {
  const tick = new Intl.DateTimeFormat(language, { ...NAMES[range].tick, timeZone: zone });
  const name = new Intl.DateTimeFormat(language, { ...NAMES[range].name, timeZone: zone });
  return points.map(({ at, sessions }) => {
    const moment = new Date(at);
    return { tick: tick.format(moment), name: name.format(moment), value: sessions };
  });
}
