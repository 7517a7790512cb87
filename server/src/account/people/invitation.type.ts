import { Field, ObjectType } from 'type-graphql';
import { UserRole } from '../user.entity.ts';

@ObjectType({ description: 'What an invitation is to, for whoever has its link.', simpleResolvers: true })
export class OpenInvitation {
  @Field(() => String, { description: 'What the account is called.' })
  accountName!: string;

  @Field(() => String, { description: 'The name of who invites.' })
  invitedBy!: string;

  @Field(() => String, { description: 'The address that the person will sign in with.' })
  email!: string;

  @Field(() => UserRole, { description: 'What the person will be.' })
  role!: UserRole;
}
