import { MaxLength } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { PlainText } from '../../core/graphql/validation.ts';
import { MAX_EMAIL_LENGTH } from '../../core/mail/mail-address.ts';
import { PASSWORD_LENGTH } from '../password/new-password.ts';

@InputType({ description: 'Who signs in.' })
export class SignInInput {
  @Field(() => String, { description: `The address, in any case, at most ${String(MAX_EMAIL_LENGTH)} characters.` })
  @PlainText(MAX_EMAIL_LENGTH, 1)
  email!: string;

  @Field(() => String, { description: `The password, at most ${String(PASSWORD_LENGTH.max)} characters.` })
  @MaxLength(2 * PASSWORD_LENGTH.max, { message: 'password is longer than any' })
  password!: string;
}
