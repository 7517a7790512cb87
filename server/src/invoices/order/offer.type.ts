import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';
import { Product } from '../../license/product.ts';

/** A limit that a product sets. */
export enum LicenseLimit {
  CLIENTS = 'CLIENTS',
  SESSIONS = 'SESSIONS',
  ACTIVE_DEVICES = 'ACTIVE_DEVICES',
  SESSION_LENGTH = 'SESSION_LENGTH',
  ALIASES = 'ALIASES',
}

registerEnumType(LicenseLimit, {
  name: 'LicenseLimit',
  description: 'A limit that a product or a namespace sets.',
  valuesConfig: {
    CLIENTS: { description: 'Seats: how many clients may be enrolled.' },
    SESSIONS: { description: "How many sessions that the account's clients started may be active at once." },
    ACTIVE_DEVICES: { description: "How many of the account's clients may be in a session at once." },
    SESSION_LENGTH: { description: 'How many seconds a session may last.' },
    ALIASES: { description: 'How many aliases the namespace may hold at once.' },
  },
});

@ObjectType({ description: 'A limit that changes. Null: unlimited.', simpleResolvers: true })
export class LimitChange {
  @Field(() => LicenseLimit, { description: 'Which limit.' })
  limit!: LicenseLimit;

  @Field(() => Int, { nullable: true, description: 'What it is now.' })
  from!: number | null;

  @Field(() => Int, { nullable: true, description: 'What it would be.' })
  to!: number | null;

  @Field(() => Int, {
    description: 'How many must be freed first: 0 where the new limit is enough for what is in use.',
  })
  mustFree!: number;
}

@ObjectType({
  description: 'What an order would change and cost. Money is whole cents; tax is rounded half up.',
  simpleResolvers: true,
})
export class Offer {
  @Field(() => Product, { nullable: true, description: 'The product that is offered; null for a namespace.' })
  product!: Product | null;

  @Field(() => String, { nullable: true, description: 'The namespace that is offered; null for a product.' })
  namespace!: string | null;

  @Field(() => DateTime, {
    description: 'When it would take effect: at once, or at the end of the period for a smaller product.',
  })
  takesEffectAt!: Date;

  @Field(() => DateTime, { description: 'The end of the period that is paid for with it.' })
  paidUntil!: Date;

  @Field(() => Int, {
    description: 'The days until then that are charged, of which a begun one counts; 0 where nothing is charged now.',
  })
  restDays!: number;

  @Field(() => Int, { description: 'The days of the year by which the price of a year is divided: 365 or 366.' })
  yearDays!: number;

  @Field(() => Int, { description: 'What a year of it costs without tax, in cents.' })
  yearlyNetCents!: number;

  @Field(() => Int, { description: 'What is to be paid now without tax, in cents.' })
  netCents!: number;

  @Field(() => Int, { description: 'The tax on it, in cents.' })
  vatCents!: number;

  @Field(() => Int, { description: 'What is to be paid now, in cents.' })
  grossCents!: number;

  @Field(() => Int, { description: 'The tax in hundredths of a percent: 1900 for 19 %.' })
  vatBasisPoints!: number;

  @Field(() => String, { description: 'The currency by ISO 4217.' })
  currency!: string;

  @Field(() => [LimitChange], { description: 'The limits that change.' })
  changes!: LimitChange[];
}
