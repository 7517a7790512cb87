/** From here on a device's clock counts as wrong. */
const TOLERATED_SECONDS = 120;
/** What an `int` column holds. */
const MOST_SECONDS = 2 ** 31 - 1;

/** How many seconds a device's clock is ahead of the server's (negative: behind); null within 2 minutes. */
export function clockSkewSeconds(deviceTime: Date, now: Date): number | null {
  const seconds = Math.round((deviceTime.getTime() - now.getTime()) / 1000);
  if (Math.abs(seconds) <= TOLERATED_SECONDS) return null;
  return Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, seconds));
}
