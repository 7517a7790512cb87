import { newId } from '../../core/ids.ts';
import { groupedBy } from '../../core/graphql/loaders.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Actor } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry } from '../../events/ledger.ts';
import { type ThingKey, thingKeys } from '../../core/graphql/thing-key.ts';
import { BUILD_COLUMNS, type BuildRow, BuildState } from './build.entity.ts';

/** How many builds of a custom client are shown, and how many of each download are kept. */
const SHOWN = 20;
export const KEPT = 3;

const NEWEST = `
  SELECT b.* FROM unnest($1::uuid[], $2::uuid[]) v (account_id, id)
  CROSS JOIN LATERAL (
    SELECT ${BUILD_COLUMNS} FROM custom_client_build b
    WHERE b.account_id = v.account_id AND b.custom_client_id = v.id ORDER BY b.id DESC LIMIT ${SHOWN}) b`;
const NEWEST_READY = `
  SELECT ${BUILD_COLUMNS} FROM custom_client_build b
  WHERE b.account_id = $1 AND b.custom_client_id = $2 AND b.link_id IS NOT DISTINCT FROM $3 AND b.state = 'READY'
  ORDER BY b.id DESC LIMIT 1`;

/** What is built: a download for the account's own people, or for those who have a link. */
export interface BuildTarget {
  readonly accountId: string;
  readonly customClientId: string;
  /** Null for the account's own people. */
  readonly linkId: string | null;
}

/** The queue of builds, and what came of them. */
export class BuildsService {
  constructor(private readonly reader: Reader) {}

  /** For `Loaders.by`: the newest builds of each custom client, the newest first. */
  readonly byCustomClients = async (keys: readonly ThingKey[]): Promise<BuildRow[][]> => {
    const rows = await this.reader.rows<BuildRow>('builds', NEWEST, thingKeys.parts(keys));
    return groupedBy(keys, rows, ({ accountId, customClientId: id }) => thingKeys.of({ accountId, id }));
  };

  /** The newest build that can be downloaded; null where there is none yet. */
  async newestReady({ accountId, customClientId, linkId }: BuildTarget): Promise<BuildRow | null> {
    const [build] = await this.reader.rows<BuildRow>('builds.ready', NEWEST_READY, [accountId, customClientId, linkId]);
    return build ?? null;
  }

  /** Asks for a custom client to be built anew: for the account's own people, and for each link that holds. */
  async queueAll(entry: Entry, accountId: string, customClientId: string, actor: Actor): Promise<void> {
    const links: { id: string }[] = await entry.sql.query(
      `SELECT id FROM download_link WHERE account_id = $1 AND custom_client_id = $2 AND revoked_at IS NULL
         AND (expires_at IS NULL OR expires_at > $3) ORDER BY id`,
      [accountId, customClientId, entry.now],
    );
    for (const linkId of [null, ...links.map(({ id }) => id)]) {
      await this.queue(entry, { accountId, customClientId, linkId }, actor);
    }
  }

  /** Asks for one download to be built. What waits for the same is dropped: it would build the same twice. */
  async queue(entry: Entry, target: BuildTarget, actor: Actor): Promise<void> {
    const { accountId, customClientId, linkId } = target;
    await entry.sql.query(
      `DELETE FROM custom_client_build
       WHERE account_id = $1 AND custom_client_id = $2 AND link_id IS NOT DISTINCT FROM $3 AND state = 'QUEUED'`,
      [accountId, customClientId, linkId],
    );
    const id = newId();
    await entry.sql.query(
      `INSERT INTO custom_client_build (account_id, id, custom_client_id, link_id, state, configuration_version, queued_at)
       SELECT c.account_id, $3, c.id, $4, 'QUEUED', c.configuration_version, $5
       FROM custom_client c WHERE c.account_id = $1 AND c.id = $2`,
      [accountId, customClientId, id, linkId, entry.now],
    );
    appendBuild(entry, { accountId, customClientId, linkId, id, state: BuildState.QUEUED, progress: 0 }, actor);
  }
}

/** Logs how far a build has come. */
export function appendBuild(
  entry: Entry,
  build: Pick<BuildRow, 'accountId' | 'customClientId' | 'linkId' | 'id' | 'state' | 'progress'>,
  actor: Actor,
): void {
  const { accountId, customClientId, linkId, id: buildId, state, progress } = build;
  const data = { customClientId, buildId, linkId, state, progress };
  entry.append({ accountId, type: EventType.CUSTOM_CLIENT_BUILD, actor, data });
}
