import type { Clock } from '../../core/context.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import { conditionsOf, type Facet } from './client-filter.ts';
import type { ClientFacets, PlatformCount, PresenceCount, VersionCount } from './client-facets.type.ts';
import { VERSION_KEY } from './version-key.ts';

/** How many versions are told at most: those of the most clients. */
const MAX_VERSIONS = 200;

/** Counts what lists of clients can be narrowed to. What a count is about, the filter does not narrow in it. */
export class ClientFacetsService {
  constructor(
    private readonly reader: Reader,
    private readonly now: Clock,
  ) {}

  presence(facets: ClientFacets): Promise<PresenceCount[]> {
    return this.count(facets, 'presence', where => {
      return `SELECT c.presence, count(*)::int AS clients FROM client c WHERE ${where} GROUP BY c.presence ORDER BY c.presence DESC`;
    });
  }

  platforms(facets: ClientFacets): Promise<PlatformCount[]> {
    return this.count(facets, 'platform', where => {
      return `SELECT c.platform, count(*)::int AS clients FROM client c WHERE ${where} GROUP BY c.platform ORDER BY c.platform`;
    });
  }

  /** The newest first. */
  versions(facets: ClientFacets): Promise<VersionCount[]> {
    return this.count(facets, 'version', where => {
      return `SELECT c.version, c.clients FROM (
          SELECT c.version, count(*)::int AS clients FROM client c WHERE ${where} AND c.version IS NOT NULL
          GROUP BY c.version ORDER BY clients DESC, c.version LIMIT ${MAX_VERSIONS}) c
        ORDER BY ${VERSION_KEY} DESC, c.version`;
    });
  }

  private count<Count extends object>(
    { accountId, filter }: ClientFacets,
    facet: Facet,
    textOf: (where: string) => string,
  ): Promise<Count[]> {
    const { conditions, values, shape } = conditionsOf({ accountId, filter, now: this.now(), except: facet });
    return this.reader.rows<Count>(`clients.by ${facet}:${shape}`, textOf(conditions.join(' AND ')), values);
  }
}
