import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DateTime } from '../core/scalars.ts';

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

@ObjectType({
  description: 'What an account owes or has paid for a time of service. Money is whole cents.',
  simpleResolvers: true,
})
@Entity()
@Unique('uq_invoice_number', ['accountId', 'number'])
@Index('ix_invoice_issued', ['accountId', 'issuedAt', 'id'])
@Check('ck_invoice_sum', 'gross_cents = net_cents + vat_cents')
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
}
