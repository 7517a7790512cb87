import { signInKey } from '../../core/viewer.ts';
import { EventType } from '../event-type.ts';
import type { LogEvent } from '../log-event.ts';

/**
 * The events that end a person's right to be connected, and whose it was, as `principalKey` names it. Such a right never
 * comes back. Devices are not here: their presence ends them, with a farewell.
 */
const ENDINGS: ReadonlyMap<EventType, (event: LogEvent) => string> = new Map([
  [EventType.USER_SIGNED_OUT, ({ data }: LogEvent) => signInKey(String(data['signInId']))],
]);

/** The types of event of which `endedBy` knows whose right they end. */
export const ENDING_TYPES: ReadonlySet<EventType> = new Set(ENDINGS.keys());

/** The principal whose right an event ends, as `principalKey` names it. */
export const endedBy = (event: LogEvent): string | undefined => ENDINGS.get(event.type)?.(event);
