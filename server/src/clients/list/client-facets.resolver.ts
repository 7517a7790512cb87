import { Arg, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { ClientFilter } from '../client.input.ts';
import type { ClientFacetsService } from './client-facets.service.ts';
import { ClientFacets, PlatformCount, PresenceCount, VersionCount } from './client-facets.type.ts';

@Resolver(() => ClientFacets)
export class ClientFacetsResolver {
  constructor(private readonly service: ClientFacetsService) {}

  @Authorized(Right.CLIENTS_READ)
  @Query(() => ClientFacets, { description: 'What the list of clients with this filter can be narrowed to.' })
  clientFacets(
    @Arg('filter', () => ClientFilter, { nullable: true, description: 'Which clients are counted.' })
    filter: ClientFilter | null,
    @Ctx() { viewer }: ViewerContext,
  ): ClientFacets {
    return { accountId: viewer.accountId, filter: filter ?? {} };
  }

  @FieldResolver(() => [PresenceCount], {
    description: 'By state, whichever the filter names; a state that nobody is in is left out.',
  })
  presence(@Root() facets: ClientFacets): Promise<PresenceCount[]> {
    return this.service.presence(facets);
  }

  @FieldResolver(() => [PlatformCount], { description: 'By operating system, whichever the filter names.' })
  platforms(@Root() facets: ClientFacets): Promise<PlatformCount[]> {
    return this.service.platforms(facets);
  }

  @FieldResolver(() => [VersionCount], {
    description:
      'By version, whichever the filter names: the newest first; the 200 of the most clients where there are more.',
  })
  versions(@Root() facets: ClientFacets): Promise<VersionCount[]> {
    return this.service.versions(facets);
  }
}
