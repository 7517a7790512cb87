import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import { User } from '../user.entity.ts';
import type { UserService } from '../user.service.ts';
import { ApiToken } from './api-token.entity.ts';
import { CreateApiTokenInput } from './api-token.input.ts';
import { CreateApiTokenPayload } from './api-token.type.ts';
import type { ApiTokensService } from './api-tokens.service.ts';

@Resolver(() => ApiToken)
export class ApiTokenResolver {
  constructor(
    private readonly tokens: ApiTokensService,
    private readonly users: UserService,
  ) {}

  @Authorized(Right.TOKENS)
  @Query(() => [ApiToken], { description: "The account's API tokens, the newest first; also those that have expired." })
  apiTokens(@Ctx() { viewer }: ViewerContext): Promise<ApiToken[]> {
    return this.tokens.list(viewer.accountId);
  }

  @Authorized(Right.USER, Right.TOKENS)
  @Mutation(() => CreateApiTokenPayload, {
    description:
      'Makes an API token in the name of the person, who is told by mail. Refuses a wrong password (BAD_USER_INPUT, 5 tries in 15 minutes), a scope that the person lacks (FORBIDDEN), and more than 100 tokens (CONFLICT).',
  })
  createApiToken(
    @Arg('input', () => CreateApiTokenInput) input: CreateApiTokenInput,
    @Ctx() { viewer, origin }: ViewerContext<UserViewer>,
  ): Promise<CreateApiTokenPayload> {
    return this.tokens.create(viewer, input, origin);
  }

  @Authorized(Right.TOKENS)
  @Mutation(() => ApiToken, {
    description:
      'Ends an API token: it holds no longer anywhere, and its sockets are closed, before this answers. NOT_FOUND where the account has no such token.',
  })
  revokeApiToken(
    @Arg('id', () => ID, { description: "The token's id." }) id: string,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<ApiToken> {
    return this.tokens.revoke(viewer, id);
  }

  @FieldResolver(() => User, { description: 'Who made it. What this person may not do, the token may not do either.' })
  createdBy(@Root() { accountId, userId }: ApiToken, @Ctx() { loaders }: Context): Promise<User | null> {
    return loaders.by(this.users.byKeys).load(`${accountId} ${userId}`);
  }
}
