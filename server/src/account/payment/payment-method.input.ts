import { IsOptional, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { MailAddress } from '../../core/mail/mail-address.ts';
import { PlainText } from '../../core/graphql/validation.ts';
import { PaymentMethodKind } from '../account.type.ts';

@InputType({
  description: 'How the account is to pay from now on. Each way has fields of its own; the others stay out.',
})
export class UpdatePaymentMethodInput {
  @Field(() => PaymentMethodKind, { description: 'By which way.' })
  kind!: PaymentMethodKind;

  @Field(() => String, {
    nullable: true,
    description: 'SEPA_DEBIT: the account, with or without spaces, of a country of SEPA. At most 50 characters.',
  })
  @PlainText(50)
  iban?: string | null;

  @Field(() => String, { nullable: true, description: 'SEPA_DEBIT: whose account it is, 1 to 70 characters.' })
  @PlainText(70, 1)
  holder?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'SEPA_DEBIT: must be true. The holder lets the seller collect what is owed, and may take that back.',
  })
  acceptsMandate?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      'INVOICE: the one address to which invoices are mailed. The address of the account where it is left out.',
  })
  @IsOptional()
  @MailAddress()
  email?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'CARD: what the payment provider answered to its own form, 8 to 255 characters. Never the number of a card, which is refused.',
  })
  @IsOptional()
  @Matches(/^(?=.*[A-Za-z_])[\w-]{8,255}$/, { message: 'cardToken must be what the payment provider has answered' })
  cardToken?: string | null;
}
