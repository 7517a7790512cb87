/**
 * All time zones to choose from, with their distance to UTC at a moment: `Europe/Berlin (UTC+01:00)`.
 *
 * @param present the zone in use, which may have an older name that the list has not
 */
export function zoneOptions(present: string | undefined, at: Date): { value: string; label: string }[] {
  const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (present) zones.add(present);
  return [...zones]
    .sort()
    .map(zone => ({ value: zone, label: `${zone.replaceAll('_', ' ')} (${offsetOf(zone, at)})` }));
}

function offsetOf(timeZone: string, at: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '');
  return `UTC${offset || '+00:00'}`;
}
