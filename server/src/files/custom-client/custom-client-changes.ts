import { EventType } from '../../events/event-type.ts';
import { gathered, type Gathering } from '../../events/feed/gathered.ts';
import type { Hub } from '../../events/feed/hub.ts';
import type { LogEvent } from '../../events/log-event.ts';
import { type CustomClientChange, CustomClientChangeKind } from './custom-client-change.type.ts';
import type { CustomClientService } from './custom-client.service.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';

/** What changes a custom client, or what is shown of it. */
const CHANGING: ReadonlySet<EventType> = new Set([
  EventType.CUSTOM_CLIENT_CREATED,
  EventType.CUSTOM_CLIENT_CHANGED,
  EventType.CUSTOM_CLIENT_DELETED,
  EventType.CUSTOM_CLIENT_BUILD,
  EventType.CUSTOM_CLIENT_DOWNLOADED,
  EventType.DOWNLOAD_LINK_CREATED,
  EventType.DOWNLOAD_LINK_REVOKED,
]);
/** What may change how many clients are enrolled as a custom client, or which version they run. */
const OF_CLIENTS: ReadonlySet<EventType> = new Set([
  EventType.CLIENT_ENROLLED,
  EventType.CLIENT_REMOVED,
  EventType.CLIENT_CHANGED,
]);

/** Tells what happens to an account's custom clients. */
export class CustomClientChanges {
  constructor(
    private readonly hub: Hub,
    private readonly customClients: CustomClientService,
  ) {}

  /** The events after which a custom client may look different, in batches. */
  follow(accountId: string): Gathering {
    return gathered(this.hub, accountId, event => CHANGING.has(event.type) || isOfItsClients(event));
  }

  /** What a batch did to custom clients, each once, as it is now. */
  async of(accountId: string, events: readonly LogEvent[]): Promise<CustomClientChange[]> {
    const named = events.flatMap(({ data }) => ('customClientId' in data ? [String(data['customClientId'])] : []));
    const ids = [...new Set(named)];
    const added = new Set(
      events.filter(({ type }) => type === EventType.CUSTOM_CLIENT_CREATED).map(({ data }) => data['customClientId']),
    );
    const clients = await this.customClients.byKeys(ids.map(id => thingKeys.of({ accountId, id })));
    return ids.map((id, i) => {
      const customClient = clients[i] ?? null;
      const kind = added.has(id) ? CustomClientChangeKind.ADDED : CustomClientChangeKind.CHANGED;
      return { kind: customClient ? kind : CustomClientChangeKind.REMOVED, id, customClient };
    });
  }
}

const isOfItsClients = ({ type, data }: LogEvent): boolean => OF_CLIENTS.has(type) && 'customClientId' in data;
