import { Arg, Authorized, Ctx, Extensions, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import { LINK_SECRET } from '../password/password.input.ts';
import type { SignInDesk } from '../sign-in/sign-in-desk.ts';
import { SignedInPayload } from '../sign-in/sign-in.type.ts';
import { User } from '../user.entity.ts';
import type { UserService } from '../user.service.ts';
import { Invitation } from './invitation.entity.ts';
import { OpenInvitation } from './invitation.type.ts';
import type { InvitationsService } from './invitations.service.ts';
import { AcceptInvitationInput, InviteUserInput } from './people.input.ts';

@Resolver(() => Invitation)
export class InvitationResolver {
  constructor(
    private readonly service: InvitationsService,
    private readonly users: UserService,
    private readonly desk: SignInDesk,
  ) {}

  @Authorized(Right.PEOPLE)
  @Query(() => [Invitation], { description: 'Invitations to the account that still hold, the newest first.' })
  invitations(@Ctx() { viewer }: ViewerContext): Promise<Invitation[]> {
    return this.service.list(viewer.accountId);
  }

  @Extensions({ public: true })
  @Query(() => OpenInvitation, {
    nullable: true,
    description: 'What the invitation of a link is to; null where the link holds no longer.',
  })
  async openInvitation(
    @Arg('token', () => String, { description: 'What stands behind the # of the link.' }) token: string,
  ): Promise<OpenInvitation | null> {
    return LINK_SECRET.test(token) ? this.service.opened(token) : null;
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => Invitation, {
    description:
      'Mails an invitation, whose link holds once and for 7 days; one to the same address before holds no longer. FORBIDDEN for an owner by somebody who is none; CONFLICT where the person belongs to the account already, or it has 200 people; RATE_LIMITED after 50 in a day.',
  })
  inviteUser(
    @Arg('input', () => InviteUserInput) input: InviteUserInput,
    @Ctx() { viewer }: ViewerContext<UserViewer>,
  ): Promise<Invitation> {
    return this.service.invite(viewer, input);
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => Invitation, {
    description:
      'Takes an invitation back: its link holds no longer. NOT_FOUND where the account has no such open one.',
  })
  withdrawInvitation(
    @Arg('id', () => ID, { description: "The invitation's id." }) id: string,
    @Ctx() { viewer }: ViewerContext<UserViewer>,
  ): Promise<Invitation> {
    return this.service.withdraw(viewer, id);
  }

  @Extensions({ public: true })
  @Mutation(() => SignedInPayload, {
    description:
      'Makes the person a user of the account that invites, and signs them in. Once: NOT_FOUND where the link holds no longer. CONFLICT where the address is a user of any account already. Over HTTP only.',
  })
  async acceptInvitation(
    @Arg('input', () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<SignedInPayload> {
    this.desk.cookiesOf(context);
    return this.desk.welcome(await this.service.accept(input, context.origin), context);
  }

  @FieldResolver(() => User, { nullable: true, description: 'Who invites.' })
  invitedBy(@Root() { accountId, invitedById }: Invitation, @Ctx() { loaders }: Context): Promise<User | null> {
    return loaders.by(this.users.byKeys).load(`${accountId} ${invitedById}`);
  }
}
