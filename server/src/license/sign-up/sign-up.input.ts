import { IsIn, IsOptional, Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { PASSWORD_LENGTH } from '../../account/password/new-password.ts';
import { LINK_SECRET, NEW_PASSWORD } from '../../account/password/password.input.ts';
import { LANGUAGE_LIST, LANGUAGES } from '../../account/preferences/preferences.type.ts';
import { MailAddress, MAX_EMAIL_LENGTH } from '../../core/mail/mail-address.ts';
import { PlainText } from '../../core/graphql/validation.ts';

@InputType({ description: 'Who wants an account.' })
export class RequestSignUpInput {
  @Field(() => String, {
    description: `The address to mail to, with which the owner will sign in: at most ${String(MAX_EMAIL_LENGTH)} characters.`,
  })
  @MailAddress()
  email!: string;

  @Field(() => String, { description: 'What the account is called: 1 to 100 characters.' })
  @PlainText(100, 1)
  company!: string;

  @Field(() => String, {
    nullable: true,
    description: `The language to write in, which the owner's pages are in too: one of ${LANGUAGE_LIST}. English where it is left out.`,
  })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: string | null;
}

@InputType({ description: 'Who becomes the owner of a new account, by the link that was mailed.' })
export class CompleteSignUpInput {
  @Field(() => String, { description: 'What stands behind the # of the link.' })
  @Matches(LINK_SECRET, { message: 'token is not of a link' })
  token!: string;

  @Field(() => String, { description: "The owner's name: 1 to 100 characters." })
  @PlainText(100, 1)
  name!: string;

  @Field(() => String, { description: `The password to sign in with: ${NEW_PASSWORD}` })
  @MaxLength(2 * PASSWORD_LENGTH.max, {
    message: `password must have at most ${String(PASSWORD_LENGTH.max)} characters`,
  })
  password!: string;
}
