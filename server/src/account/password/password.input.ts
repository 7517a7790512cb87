import { Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { MailAddress, MAX_EMAIL_LENGTH } from '../../core/mail/mail-address.ts';
import { PASSWORD_LENGTH } from './new-password.ts';

const { min, max } = PASSWORD_LENGTH;
const LONGER = 'password is longer than any';

/** What a new password has to be, as the API says it. */
export const NEW_PASSWORD = `${String(min)} to ${String(max)} characters; not the address, no simple pattern, none of the most common.`;

/** The secret of a link that was mailed. */
export const LINK_SECRET = /^[\w-]{1,100}$/;

@InputType({ description: 'The password of the person, and the one that is to be it.' })
export class ChangePasswordInput {
  @Field(() => String, { description: 'The password as it is.' })
  @MaxLength(2 * max, { message: LONGER })
  current!: string;

  @Field(() => String, { description: `The password as it shall be: ${NEW_PASSWORD} Another one than before.` })
  @MaxLength(2 * max, { message: `new must have at most ${String(max)} characters` })
  new!: string;
}

@InputType({ description: 'Who has forgotten the password.' })
export class RequestPasswordResetInput {
  @Field(() => String, { description: `The address, in any case, at most ${String(MAX_EMAIL_LENGTH)} characters.` })
  @MailAddress()
  email!: string;
}

@InputType({ description: 'A new password, by the link that was mailed.' })
export class ResetPasswordInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  @Matches(LINK_SECRET, { message: 'token is not of a link' })
  token!: string;

  @Field(() => String, { description: `The password as it shall be: ${NEW_PASSWORD}` })
  @MaxLength(2 * max, { message: `password must have at most ${String(max)} characters` })
  password!: string;
}
