import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { PaymentMethodKind } from './account.type.ts';

@ObjectType({ description: 'A customer: the owner of a license, of clients and of everything else here.' })
@Entity()
@Unique('uq_account_customer_number', ['customerNumber'])
export class Account {
  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_account' })
  id!: string;

  @Field(() => String, { description: 'The number to quote to support.' })
  @Column({ type: 'text', collation: 'C' })
  customerNumber!: string;

  @Field(() => String, { description: 'What the account is called.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'The e-mail address that is linked with the account.' })
  @Column('text')
  email!: string;

  @Column('text')
  contactName!: string;

  @Column('text', { nullable: true })
  company!: string | null;

  @Column('text', { nullable: true })
  street!: string | null;

  @Column('text', { nullable: true })
  postalCode!: string | null;

  @Column('text', { nullable: true })
  city!: string | null;

  @Column('text', { nullable: true })
  country!: string | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  vatId!: string | null;

  @Column('text', { nullable: true })
  paymentKind!: PaymentMethodKind | null;

  @Column('text', { nullable: true })
  paymentSummary!: string | null;

  /** The IBAN, or by what the payment provider finds the card. */
  @Column('bytea', { nullable: true })
  paymentEncrypted!: Buffer | null;

  @Column('text', { nullable: true })
  paymentHolder!: string | null;

  /** Where invoices are mailed to; the account's own address where it is null. */
  @Column('text', { nullable: true })
  paymentEmail!: string | null;

  @Column('text', { nullable: true })
  mandateReference!: string | null;

  @Column('timestamptz', { nullable: true })
  mandateSignedAt!: Date | null;

  /** How many mandates there have been: each has a number of its own. */
  @Column('int', { default: 0 })
  mandates!: number;

  /** The link by which people connect to its clients; null for none. */
  @Column('text', { nullable: true, default: 'anydesk:{id}' })
  connectTemplate!: string | null;

  @Column('timestamptz')
  createdAt!: Date;

  @Column('timestamptz', { nullable: true })
  suspendedAt!: Date | null;
}
