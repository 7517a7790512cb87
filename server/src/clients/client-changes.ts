import { EventType } from '../events/event-type.ts';
import { gathered, type Gathering } from '../events/feed/gathered.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { LogEvent } from '../events/log-event.ts';
import { type ClientChange, ClientChangeKind } from './client-change.type.ts';
import type { ClientFilter } from './client.input.ts';
import type { ClientsService } from './clients.service.ts';

/** What changes a client, or what is shown of it. */
const CHANGING: ReadonlySet<EventType> = new Set([
  EventType.CLIENT_ENROLLED,
  EventType.CLIENT_ONLINE,
  EventType.CLIENT_STALE,
  EventType.CLIENT_OFFLINE,
  EventType.CLIENT_CHANGED,
  EventType.CLIENT_CLONE_SUSPECTED,
  EventType.CLIENT_REMOVED,
  EventType.SESSION_STARTED,
  EventType.SESSION_RESUMED,
  EventType.SESSION_ENDED,
]);

/** Tells what happens to an account's clients. */
export class ClientChanges {
  constructor(
    private readonly hub: Hub,
    private readonly clients: ClientsService,
  ) {}

  /** The events after which a client may look different, in batches. */
  follow(accountId: string, filter: ClientFilter): Gathering {
    const ids = filter.ids && new Set(filter.ids);
    return gathered(
      this.hub,
      accountId,
      event => CHANGING.has(event.type) && (!ids || clientsOf(event).some(id => ids.has(id))),
    );
  }

  /** What a batch did to clients, each once, as it is now. */
  async of(accountId: string, filter: ClientFilter, events: readonly LogEvent[]): Promise<ClientChange[]> {
    const added = new Set(events.filter(isAdding).map(event => event.clientId));
    const own = new Set(events.filter(isOfClient).flatMap(clientsOf));
    const touched = [...new Set(events.flatMap(clientsOf))].filter(id => !filter.ids || filter.ids.includes(id));

    const clients = await this.clients.among(accountId, touched, filter);
    return touched.flatMap((id, i): ClientChange[] => {
      const client = clients[i] ?? null;
      if (client) return [{ kind: added.has(id) ? ClientChangeKind.ADDED : ClientChangeKind.CHANGED, id, client }];
      // The other end of a session may be nobody's, or another account's.
      return own.has(id) ? [{ kind: ClientChangeKind.REMOVED, id, client }] : [];
    });
  }
}

const isAdding = ({ type, data }: LogEvent): boolean => type === EventType.CLIENT_ENROLLED && data['again'] === false;

const isOfClient = ({ type }: LogEvent): boolean => type.startsWith('CLIENT_');

/** Whom an event is about. A session changes both its ends: in how many sessions they are. */
function clientsOf(event: LogEvent): string[] {
  const { clientId, data } = event;
  const ids = isOfClient(event) ? [clientId] : [clientId, data['from'], data['to']];
  return ids.filter(id => typeof id === 'string');
}
