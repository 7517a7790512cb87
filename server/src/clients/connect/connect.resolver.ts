import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { Client } from '../client.entity.ts';
import type { ClientRow } from '../client-row.ts';
import type { ConnectService } from './connect.service.ts';

@Resolver(() => Client)
export class ConnectResolver {
  constructor(private readonly service: ConnectService) {}

  @Authorized(Right.CLIENTS_READ)
  @Query(() => String, {
    nullable: true,
    description:
      'The link by which people of the account connect to a client, where `{id}` stands for its number and `{prefix}` for the prefix of the custom clients; null for no links.',
  })
  connectTemplate(@Ctx() { viewer, loaders }: ViewerContext): Promise<string | null> {
    return loaders.by(this.service.templates).load(viewer.accountId);
  }

  @Authorized(Right.CLIENTS_READ)
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'What to open in order to connect to it: the link of the account with its number in it. Null where the account wants none or has no prefix that the link asks for, the client runs on ' +
      'another system than Windows or Linux, or it takes no sessions.',
  })
  async connectUrl(@Root() client: ClientRow, @Ctx() { viewer, loaders }: ViewerContext): Promise<string | null> {
    return this.service.urlOf(await loaders.by(this.service.filledTemplates).load(viewer.accountId), client);
  }

  @Authorized(Right.CLIENTS_WRITE)
  @Mutation(() => String, {
    nullable: true,
    description: 'Sets the link by which people of the account connect to its clients, and answers it.',
  })
  async setConnectTemplate(
    @Arg('template', () => String, {
      nullable: true,
      description:
        'An address of at most 300 characters with {id} in it once, such as `anydesk:{id}`, `rustdesk://{id}` or `https://desk.example.com/{id}`; null for no links. ' +
        '{prefix} behind the scheme stands for the prefix of the custom clients: `anydesk:AnyDesk-{prefix}:{id}`. ' +
        'Refused where it could do something else than open a page by https or an installed program.',
    })
    template: string | null,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<string | null> {
    await this.service.setTemplate(viewer, template);
    return template;
  }
}
