import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context, ViewerContext } from '../../core/context.ts';
import { DateTime } from '../../core/graphql/scalars.ts';
import { Right, type UserViewer } from '../../core/viewer.ts';
import type { SignInDesk } from '../sign-in/sign-in-desk.ts';
import { User } from '../user.entity.ts';
import { UpdateUserRoleInput } from './people.input.ts';
import type { PeopleService, UserFacts } from './people.service.ts';

const USER_ID = { description: "The user's id." };

@Resolver(() => User)
export class PeopleResolver {
  constructor(
    private readonly people: PeopleService,
    private readonly desk: SignInDesk,
  ) {}

  @Authorized(Right.PEOPLE)
  @Query(() => [User], { description: 'Everybody who belongs to the account, by name.' })
  users(@Ctx() { viewer }: ViewerContext): Promise<User[]> {
    return this.people.list(viewer.accountId);
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => User, {
    description:
      'Lets a person be something else in the account from now on. It counts at once, also on open sockets, which are closed to come back (4205). NOT_FOUND for no user of the account; FORBIDDEN where an owner is made or unmade by somebody who is none; CONFLICT for the last owner.',
  })
  async updateUserRole(
    @Arg('input', () => UpdateUserRoleInput) { id, role }: UpdateUserRoleInput,
    @Ctx() context: ViewerContext<UserViewer>,
  ): Promise<User> {
    const { userId } = context.viewer;
    const user = await this.people.updateRole(context.viewer, id, role);
    // What the same operation does next is not asked with the rights of before.
    if (id === userId) (context as Context).viewer = null;
    return user;
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => User, {
    description:
      'Keeps a person out until further notice: every sign-in ends and no token of theirs holds, before this answers. NOT_FOUND, FORBIDDEN and CONFLICT as for updateUserRole; CONFLICT for oneself too.',
  })
  suspendUser(@Arg('id', () => ID, USER_ID) id: string, @Ctx() { viewer }: ViewerContext<UserViewer>): Promise<User> {
    return this.people.suspend(viewer, id);
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => User, {
    description:
      'Lets a suspended person in again, as what they were; their tokens hold again. NOT_FOUND and FORBIDDEN as for updateUserRole.',
  })
  unsuspendUser(@Arg('id', () => ID, USER_ID) id: string, @Ctx() { viewer }: ViewerContext<UserViewer>): Promise<User> {
    return this.people.unsuspend(viewer, id);
  }

  @Authorized(Right.USER, Right.PEOPLE)
  @Mutation(() => User, {
    description:
      'Removes a person from the account, with sign-ins and tokens, before this answers; the log stays. Answers the person as it was. NOT_FOUND, FORBIDDEN and CONFLICT as for updateUserRole.',
  })
  async removeUser(@Arg('id', () => ID, USER_ID) id: string, @Ctx() context: ViewerContext<UserViewer>): Promise<User> {
    const { userId } = context.viewer;
    const user = await this.people.remove(context.viewer, id);
    if (id === userId) this.desk.dismiss(context);
    return user;
  }

  @Authorized(Right.PEOPLE)
  @FieldResolver(() => Boolean, { description: 'Whether signing in takes the person a code besides the password.' })
  async hasSecondFactor(@Root() user: User, @Ctx() context: Context): Promise<boolean> {
    return (await this.factsOf(user, context))?.hasSecondFactor ?? false;
  }

  @Authorized(Right.PEOPLE)
  @FieldResolver(() => DateTime, {
    nullable: true,
    description:
      'When the person was last there, to the minute; null where that is more than 30 days ago or never was.',
  })
  async lastSeenAt(@Root() user: User, @Ctx() context: Context): Promise<Date | null> {
    return (await this.factsOf(user, context))?.lastSeenAt ?? null;
  }

  private factsOf({ accountId, id }: User, { loaders }: Context): Promise<UserFacts | null> {
    return loaders.by(this.people.factsByKeys).load(`${accountId} ${id}`);
  }
}
