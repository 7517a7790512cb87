import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { KeyedInput } from '../../core/idempotency.ts';
import { MailAddress, MAX_EMAIL_LENGTH } from '../../core/mail/mail-address.ts';
import { PlainText } from '../../core/graphql/validation.ts';
import { PASSWORD_LENGTH } from '../password/new-password.ts';
import { LINK_SECRET, NEW_PASSWORD } from '../password/password.input.ts';
import { LANGUAGE_LIST, LANGUAGES } from '../preferences/preferences.type.ts';
import { UserRole } from '../user.entity.ts';

@InputType({ description: 'Who is to join the account, and as what.' })
export class InviteUserInput extends KeyedInput {
  @Field(() => String, { description: `The address to mail to, at most ${String(MAX_EMAIL_LENGTH)} characters.` })
  @MailAddress()
  email!: string;

  @Field(() => UserRole, { description: 'What the person will be. Only an owner may make another one.' })
  role!: UserRole;

  @Field(() => String, {
    nullable: true,
    description: `The language to write in, one of ${LANGUAGE_LIST}. That of who invites, where it is left out.`,
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: string | null;
}

@InputType({ description: 'What a person is to be from now on.' })
export class UpdateUserRoleInput {
  @Field(() => ID, { description: "The user's id." })
  id!: string;

  @Field(() => UserRole, { description: 'What the person may do. Only an owner may make or unmake another one.' })
  role!: UserRole;
}

@InputType({ description: 'Who joins an account, by the link that was mailed.' })
export class AcceptInvitationInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  @Matches(LINK_SECRET, { message: 'token is not of a link' })
  token!: string;

  @Field(() => String, { description: "The person's name, as the log will show it: 1 to 100 characters." })
  @PlainText(100, 1)
  name!: string;

  @Field(() => String, { description: `The password to sign in with from now on: ${NEW_PASSWORD}` })
  @MaxLength(2 * PASSWORD_LENGTH.max, {
    message: `password must have at most ${String(PASSWORD_LENGTH.max)} characters`,
  })
  password!: string;
}
