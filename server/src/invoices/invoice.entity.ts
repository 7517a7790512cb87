import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';
import type { Seller } from '../core/settings/seller.ts';
import { InvoiceLine, InvoiceParty, InvoicePayment } from './invoice.type.ts';
import type { InvoiceLanguage } from './issue/line-texts.ts';
import { VatCategory } from './issue/tax.ts';

/** The seller as an invoice keeps them. */
export type InvoiceSeller = Omit<Seller, 'name'> & Pick<InvoiceParty, 'company' | 'name'>;

/** The buyer as an invoice keeps them. */
export type InvoiceBuyer = Pick<InvoiceParty, keyof InvoiceParty> & {
  readonly customerNumber: string;
  readonly email: string;
};

/** Whether an invoice is paid. */
export enum InvoiceState {
  OPEN = 'OPEN',
  PAID = 'PAID',
  OVERDUE = 'OVERDUE',
  CANCELLED = 'CANCELLED',
}

registerEnumType(InvoiceState, {
  name: 'InvoiceState',
  description: 'Whether an invoice is paid.',
  valuesConfig: {
    OPEN: { description: 'Not paid, and not yet due.' },
    PAID: { description: 'Paid in full.' },
    OVERDUE: { description: 'Due, and not paid.' },
    CANCELLED: { description: 'No longer owed.' },
  },
});

/** What an invoice does. */
export enum InvoiceKind {
  INVOICE = 'INVOICE',
  CANCELLATION = 'CANCELLATION',
}

registerEnumType(InvoiceKind, {
  name: 'InvoiceKind',
  description: 'What an invoice does.',
  valuesConfig: {
    INVOICE: { description: 'It asks for money.' },
    CANCELLATION: { description: 'It takes an earlier invoice back, with the same sums below zero.' },
  },
});

@ObjectType({
  description: 'What an account owes or has paid for a time of service. Money is whole cents.',
  simpleResolvers: true,
})
@Entity()
@Unique('uq_invoice_number', ['accountId', 'number'])
@Unique('uq_invoice_cancels', ['accountId', 'cancels'])
@Index('ix_invoice_issued', ['accountId', 'issuedAt', 'id'])
@Check('ck_invoice_sum', 'gross_cents = net_cents + vat_cents')
@Check('ck_invoice_cancels', "(kind = 'CANCELLATION') = (cancels IS NOT NULL)")
@Index('ix_invoice_open', ['accountId', 'dueAt'], { where: "state = 'OPEN'" })
@Index('ix_invoice_unmailed', ['accountId', 'id'], { where: 'mailed_at IS NULL' })
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_invoice_account', onDelete: 'CASCADE' })
export class Invoice {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_invoice' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_invoice' })
  id!: string;

  @Field(() => String, { description: 'The number to quote when paying.' })
  @Column({ type: 'text', collation: 'C' })
  number!: string;

  @Field(() => InvoiceKind, { description: 'Whether it asks for money, or takes an earlier invoice back.' })
  @Column('text', { default: InvoiceKind.INVOICE })
  kind!: InvoiceKind;

  /** The id of the invoice that it takes back. */
  @Column('uuid', { nullable: true })
  cancels!: string | null;

  @Field(() => String, { description: 'The language that it is written in: en or de.' })
  @Column('text', { default: 'en' })
  language!: InvoiceLanguage;

  @Field(() => DateTime, { description: 'When it was written.' })
  @Column('timestamptz')
  issuedAt!: Date;

  @Field(() => DateTime, { description: 'When it must be paid.' })
  @Column('timestamptz')
  dueAt!: Date;

  @Field(() => DateTime, { description: 'The first moment of service that it is for.' })
  @Column('timestamptz')
  serviceFrom!: Date;

  @Field(() => DateTime, { description: 'The first moment that it is no longer for.' })
  @Column('timestamptz')
  serviceTo!: Date;

  @Field(() => [InvoiceLine], { description: 'What it is for.' })
  @Column('jsonb', { default: [] })
  lines!: InvoiceLine[];

  @Field(() => InvoiceParty, { description: 'Who sells.' })
  @Column('jsonb', { default: {} })
  seller!: InvoiceSeller;

  @Field(() => InvoiceParty, { description: 'Who buys.' })
  @Column('jsonb', { default: {} })
  buyer!: InvoiceBuyer;

  @Column('text', { default: VatCategory.STANDARD })
  vatCategory!: VatCategory;

  @Field(() => Int, { description: 'The tax in hundredths of a percent: 1900 for 19 %.' })
  @Column('int', { default: 1_900 })
  vatBasisPoints!: number;

  @Field(() => Int, { description: 'Without tax, in cents.' })
  @Column('int')
  netCents!: number;

  @Field(() => Int, { description: 'The tax, in cents.' })
  @Column('int')
  vatCents!: number;

  @Field(() => Int, { description: 'What is to be paid, in cents.' })
  @Column('int')
  grossCents!: number;

  @Field(() => String, { description: 'The currency by ISO 4217.' })
  @Column('text')
  currency!: string;

  @Field(() => InvoiceState, { description: 'Whether it is paid.' })
  @Column('text')
  state!: InvoiceState;

  @Field(() => InvoicePayment, {
    nullable: true,
    description: 'How it is to be paid; null where nothing was agreed on.',
  })
  @Column('jsonb', { nullable: true })
  payment!: InvoicePayment | null;

  @Field(() => DateTime, { nullable: true, description: 'When the payment was written down.' })
  @Column('timestamptz', { nullable: true })
  paidAt!: Date | null;

  /** When it was handed to the mail; null where that is still to be done. */
  @Column('timestamptz', { nullable: true })
  mailedAt!: Date | null;

  @Field(() => Int, { description: 'How often it was reminded of: 3 times at most.' })
  @Column('int', { default: 0 })
  reminders!: number;

  @Column('timestamptz', { nullable: true })
  remindedAt!: Date | null;
}
