import { Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../core/graphql/scalars.ts';
import { PaymentMethodKind } from '../account/account.type.ts';

@ObjectType({ description: 'One thing that an invoice is for. Money is whole cents.', simpleResolvers: true })
export class InvoiceLine {
  @Field(() => String, { description: "What it is, in the invoice's language." })
  text!: string;

  @Field(() => DateTime, { description: 'The first moment of service that it is for.' })
  from!: string;

  @Field(() => DateTime, { description: 'The first moment that it is no longer for.' })
  to!: string;

  @Field(() => Int, { description: 'Without tax, in cents.' })
  netCents!: number;

  @Field(() => Int, { description: 'The tax, in cents: of this line, rounded half up.' })
  vatCents!: number;
}

@ObjectType({ description: 'The one who sells, or the one who buys, as it was then.', simpleResolvers: true })
export class InvoiceParty {
  @Field(() => String, { nullable: true, description: "The company, or the seller's name." })
  company!: string | null;

  @Field(() => String, { nullable: true, description: 'The name of the person.' })
  name!: string | null;

  @Field(() => String, { nullable: true, description: 'Street and number.' })
  street!: string | null;

  @Field(() => String, { nullable: true })
  postalCode!: string | null;

  @Field(() => String, { nullable: true })
  city!: string | null;

  @Field(() => String, { nullable: true, description: 'The country by ISO 3166-1, two letters.' })
  country!: string | null;

  @Field(() => String, { nullable: true, description: 'The number for value added tax.' })
  vatId!: string | null;
}

@ObjectType({ description: 'How an invoice is to be paid, as it was agreed on then.', simpleResolvers: true })
export class InvoicePayment {
  @Field(() => PaymentMethodKind, { description: 'By which way.' })
  kind!: PaymentMethodKind;

  @Field(() => String, { description: 'What may be shown of it, such as the last digits.' })
  summary!: string;

  @Field(() => String, { nullable: true, description: 'SEPA_DEBIT: the reference of the mandate to collect.' })
  mandateReference!: string | null;
}
