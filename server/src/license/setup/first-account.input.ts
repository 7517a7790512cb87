import { Matches, MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { MailAddress, MAX_EMAIL_LENGTH } from '../../core/mail/mail-address.ts';
import { PASSWORD_LENGTH } from '../../account/password/new-password.ts';
import { PlainText } from '../../core/graphql/validation.ts';

const { min, max } = PASSWORD_LENGTH;

@InputType({ description: 'What the first account is made of.' })
export class CreateFirstAccountInput {
  @Field(() => String, { description: 'What stands behind the # of the link that the first start has printed.' })
  @Matches(/^[\w-]{1,100}$/, { message: 'token is not of a link' })
  token!: string;

  @Field(() => String, { description: 'What the account is called: 1 to 100 characters.' })
  @PlainText(100, 1)
  company!: string;

  @Field(() => String, { description: "The owner's name: 1 to 100 characters." })
  @PlainText(100, 1)
  name!: string;

  @Field(() => String, {
    description: `The address that the owner signs in with, at most ${String(MAX_EMAIL_LENGTH)} characters.`,
  })
  @MailAddress()
  email!: string;

  @Field(() => String, {
    description: `${String(min)} to ${String(max)} characters; not the address, no simple pattern, none of the most common.`,
  })
  @MaxLength(2 * max, { message: `password must have at most ${String(max)} characters` })
  password!: string;
}
