import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, registerEnumType, Resolver, Root } from 'type-graphql';
import type { Clock, Context, ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { CustomClientBuild, type BuildRow } from '../build/build.entity.ts';
import type { BuildsService } from '../build/builds.service.ts';
import { CustomClient } from '../custom-client/custom-client.entity.ts';
import type { CustomClientRow } from '../custom-client/custom-client.service.ts';
import { thingKeys } from '../../core/graphql/thing-key.ts';
import { DownloadLink } from './download-link.entity.ts';
import { CreateDownloadLinkInput } from './download-link.input.ts';
import type { LinkRow, LinksService } from './links.service.ts';

/** Whether a link opens something. */
enum LinkState {
  ACTIVE = 'ACTIVE',
  USED_UP = 'USED_UP',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

registerEnumType(LinkState, {
  name: 'LinkState',
  description: 'Whether a link opens something.',
  valuesConfig: {
    ACTIVE: { description: 'It does, and its downloads enroll.' },
    USED_UP: { description: 'It does, but as many devices have enrolled by it as may.' },
    EXPIRED: { description: 'Its end has come.' },
    REVOKED: { description: 'It was ended by hand.' },
  },
});

/** Public links, and what they are of. */
@Resolver(() => DownloadLink)
export class DownloadLinkResolver {
  constructor(
    private readonly service: LinksService,
    private readonly builds: BuildsService,
    private readonly portalUrl: URL,
    private readonly now: Clock,
  ) {}

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => DownloadLink, {
    description:
      'Makes a public link to a custom client, and has its download built. It has an enrollment key of its own, which ends with it. Refuses with CONFLICT where the custom client has 20 that hold.',
  })
  createDownloadLink(
    @Arg('input', () => CreateDownloadLinkInput) input: CreateDownloadLinkInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<LinkRow> {
    return this.service.create(viewer, input);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => DownloadLink, {
    description:
      'Ends a link: it opens nothing from the answer on, what is being downloaded by it breaks off within a second, and what was downloaded enrolls nothing any more. Clients that have enrolled stay.',
  })
  revokeDownloadLink(
    @Arg('id', () => ID, { description: 'Which link.' }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<LinkRow> {
    return this.service.revoke(viewer, id);
  }

  @FieldResolver(() => LinkState, { description: 'Whether it opens something.' })
  state(@Root() { revokedAt, expiresAt, maxEnrollments, enrollments }: LinkRow): LinkState {
    if (revokedAt) return LinkState.REVOKED;
    if (expiresAt && expiresAt <= this.now()) return LinkState.EXPIRED;
    return maxEnrollments !== null && enrollments >= maxEnrollments ? LinkState.USED_UP : LinkState.ACTIVE;
  }

  @FieldResolver(() => String, {
    description: 'Its address, `…/get/…`: whoever has it can download. It opens nothing once the link has ended.',
  })
  url(@Root() link: LinkRow): string {
    return `${this.portalUrl.origin}/get/${this.service.slugOf(link)}`;
  }

  @FieldResolver(() => Int, { description: 'How many devices have enrolled by it.' })
  enrollments(@Root() { enrollments }: LinkRow): number {
    return enrollments;
  }

  @FieldResolver(() => CustomClientBuild, {
    nullable: true,
    description: 'What is downloaded by it: its newest build.',
  })
  async build(
    @Root() { accountId, customClientId, id }: LinkRow,
    @Ctx() { loaders }: Context,
  ): Promise<BuildRow | null> {
    const key = thingKeys.of({ accountId, id: customClientId });
    const builds = await loaders.by(this.builds.byCustomClients).load(key);
    return builds.find(build => build.linkId === id) ?? null;
  }
}

/** CustomClient.links. */
@Resolver(() => CustomClient)
export class CustomClientLinksResolver {
  constructor(private readonly service: LinksService) {}

  @FieldResolver(() => [DownloadLink], {
    description: 'Its public links, the newest first; also those that have ended.',
  })
  links(@Root() client: CustomClientRow, @Ctx() { loaders }: Context): Promise<LinkRow[]> {
    return loaders.by(this.service.byCustomClients).load(thingKeys.of(client));
  }
}
