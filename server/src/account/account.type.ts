import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../core/graphql/scalars.ts';

/** How an account pays. */
export enum PaymentMethodKind {
  SEPA_DEBIT = 'SEPA_DEBIT',
  INVOICE = 'INVOICE',
  CARD = 'CARD',
}

registerEnumType(PaymentMethodKind, {
  name: 'PaymentMethodKind',
  description: 'How an account pays.',
  valuesConfig: {
    SEPA_DEBIT: { description: 'It is collected from a bank account.' },
    INVOICE: { description: 'By transfer, on invoice.' },
    CARD: { description: 'By credit card.' },
  },
});

@ObjectType({ description: 'The holder of an account.', simpleResolvers: true })
export class Contact {
  @Field(() => String, { description: 'The name of the person.' })
  name!: string;

  @Field(() => String, { nullable: true })
  company!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street!: string | null;

  @Field(() => String, { nullable: true })
  postalCode!: string | null;

  @Field(() => String, { nullable: true })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'The country by ISO 3166-1, two letters.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'The telephone number.' })
  phone!: string | null;

  @Field(() => String, { nullable: true, description: 'The number for value added tax.' })
  vatId!: string | null;
}

@ObjectType({ description: 'How an account pays.', simpleResolvers: true })
export class PaymentMethod {
  @Field(() => PaymentMethodKind, { description: 'By which way.' })
  kind!: PaymentMethodKind;

  @Field(() => String, { description: 'What may be shown of it, such as the last digits.' })
  summary!: string;

  @Field(() => String, { nullable: true, description: 'SEPA_DEBIT: whose bank account it is.' })
  holder!: string | null;

  @Field(() => String, { nullable: true, description: 'SEPA_DEBIT: the reference of the mandate to collect.' })
  mandateReference!: string | null;

  @Field(() => DateTime, { nullable: true, description: 'SEPA_DEBIT: when the mandate was given.' })
  mandateSignedAt!: Date | null;
}
