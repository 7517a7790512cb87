import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';
import { Product } from './product.ts';

@ObjectType({
  description:
    'The right of an account to use clients and sessions until a moment, within limits. Null as a limit: unlimited.',
  simpleResolvers: true,
})
@Entity()
@Unique('uq_license_account', ['accountId'])
@Check('ck_license_clients', 'clients_used >= 0 AND (max_clients IS NULL OR clients_used <= max_clients)')
@Check('ck_license_sessions', 'sessions_used >= 0 AND (max_sessions IS NULL OR sessions_used <= max_sessions)')
@Check(
  'ck_license_active_devices',
  'active_devices_used >= 0 AND (max_active_devices IS NULL OR active_devices_used <= max_active_devices)',
)
@Check('ck_license_price', 'agreed_yearly_cents >= 0')
@Check('ck_license_trial', 'NOT (is_trial AND renews)')
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_license_account', onDelete: 'CASCADE' })
export class License {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_license' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_license' })
  id!: string;

  @Field(() => Product, { description: 'What was licensed.' })
  @Column('text')
  product!: Product;

  @Column('bytea')
  keyEncrypted!: Buffer;

  @Field(() => DateTime, { description: 'The first moment at which the license no longer holds.' })
  @Column('timestamptz')
  expiresAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'The moment to which a terminated contract still runs.' })
  @Column('timestamptz', { nullable: true })
  terminatesAt!: Date | null;

  @Field(() => Boolean, {
    description:
      'Whether the contract goes on for another year at `expiresAt`, by an invoice, unless it is terminated.',
  })
  @Column('boolean', { default: false })
  renews!: boolean;

  @Field(() => Product, {
    nullable: true,
    description: 'The smaller product with which the contract goes on at `expiresAt`; null where it stays the same.',
  })
  @Column('text', { nullable: true })
  nextProduct!: Product | null;

  /** What a year costs without tax, in cents, where that differs from the product's price. */
  @Column('int', { nullable: true })
  agreedYearlyCents!: number | null;

  /** The end of which the account was warned. */
  @Column('timestamptz', { nullable: true })
  warnedOf!: Date | null;

  @Field(() => Boolean, { description: 'Whether it was given for nothing, to try the portal.' })
  @Column('boolean', { default: false })
  isTrial!: boolean;

  @Field(() => Boolean, { description: "Whether it is for a server of the customer's own (On-Premises)." })
  @Column('boolean', { default: false })
  isOnPremises!: boolean;

  @Field(() => Int, { nullable: true, description: 'Seats: how many clients may be enrolled.' })
  @Column('int', { nullable: true })
  maxClients!: number | null;

  @Field(() => Int, { description: 'Seats that are taken.' })
  @Column('int', { default: 0 })
  clientsUsed!: number;

  @Field(() => Int, {
    nullable: true,
    description: "How many sessions that the account's clients started may be active at once.",
  })
  @Column('int', { nullable: true })
  maxSessions!: number | null;

  @Field(() => Int, { description: 'Sessions that take a place now.' })
  @Column('int', { default: 0 })
  sessionsUsed!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Power licenses: how many of the account's clients may be in a session at once.",
  })
  @Column('int', { nullable: true })
  maxActiveDevices!: number | null;

  @Field(() => Int, { description: "How many of the account's clients are in a session now." })
  @Column('int', { default: 0 })
  activeDevicesUsed!: number;

  @Field(() => Int, { nullable: true, description: 'How many seconds a session may last.' })
  @Column('int', { nullable: true })
  maxSessionLengthSeconds!: number | null;
}
