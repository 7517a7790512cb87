import { Arg, Authorized, Ctx, Extensions, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import { Account } from '../account.entity.ts';
import type { AccountService } from '../account.service.ts';
import { UpdatePreferencesInput } from '../preferences/preferences.input.ts';
import { Preferences } from '../preferences/preferences.type.ts';
import type { UserService } from '../user.service.ts';
import { shownTo } from './shown-to.ts';
import { type DeviceViewerType, type TokenViewerType, UserViewerType, ViewerUnion } from './viewer.type.ts';

@Resolver(() => UserViewerType)
export class ViewerResolver {
  constructor(
    private readonly users: UserService,
    private readonly accounts: AccountService,
  ) {}

  @Extensions({ public: true })
  @Query(() => ViewerUnion, { nullable: true, description: 'Who asks; null for a stranger.' })
  async viewer(@Ctx() { viewer }: Context): Promise<UserViewerType | TokenViewerType | DeviceViewerType | null> {
    if (!viewer) return null;
    const { accountId, rights } = viewer;
    switch (viewer.kind) {
      case 'user':
        return shownTo(viewer, await this.users.of(viewer));
      case 'token':
        return { tokenId: viewer.tokenId, name: viewer.name, rights: [...rights], expiresAt: viewer.until };
      case 'device':
        return { accountId, clientId: viewer.clientId, rights: [...rights] };
    }
  }

  @Authorized(Right.USER)
  @Mutation(() => Preferences, {
    description:
      'Changes how the portal speaks to the person. Refuses a language it has not, and a zone that is not IANA.',
  })
  updatePreferences(
    @Arg('input', () => UpdatePreferencesInput) input: UpdatePreferencesInput,
    @Ctx() { viewer }: ViewerContext<UserViewer>,
  ): Promise<Preferences> {
    return this.users.updatePreferences(viewer, input);
  }

  @FieldResolver(() => Account, { description: 'The account that the person belongs to.' })
  account(@Root() { accountId }: UserViewerType, @Ctx() { loaders }: Context): Promise<Account | null> {
    return loaders.by(this.accounts.byIds).load(accountId);
  }
}
