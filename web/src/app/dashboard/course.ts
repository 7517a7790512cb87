const DAY_MS = 24 * 60 * 60 * 1000;

/** The three counters at one moment. */
export interface Tally {
  readonly connectedClients: number;
  readonly onlineClients: number;
  readonly activeSessions: number;
}

/** The course of each counter, oldest first. */
export interface Course {
  readonly connected: readonly number[];
  readonly online: readonly number[];
  readonly active: readonly number[];
}

/** The samples of the last 24 hours before `now`, followed by the present. */
export function courseOf(samples: readonly (Tally & { at: string })[], present: Tally, now: Date): Course {
  const since = now.getTime() - DAY_MS;
  const shown = [...samples.filter(({ at }) => Date.parse(at) >= since), present];
  return {
    connected: shown.map(tally => tally.connectedClients),
    online: shown.map(tally => tally.onlineClients),
    active: shown.map(tally => tally.activeSessions),
  };
}
