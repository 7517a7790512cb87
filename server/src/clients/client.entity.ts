import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';
import { ConnectionType } from '../license/key/connection-type.ts';
import { Platform } from './platform.ts';

/** Whether a device can be reached. */
export enum Presence {
  ONLINE = 'ONLINE',
  STALE = 'STALE',
  OFFLINE = 'OFFLINE',
}

registerEnumType(Presence, {
  name: 'Presence',
  description: 'Whether a device can be reached.',
  valuesConfig: {
    ONLINE: { description: 'Its connection lives.' },
    STALE: { description: 'Its connection has just dropped; it still counts as online, for 10 seconds at most.' },
    OFFLINE: { description: 'It cannot be reached.' },
  },
});

@ObjectType({ description: 'A device that is registered to the account.', simpleResolvers: true })
@Entity()
@Unique('uq_client_hardware', ['accountId', 'hardwareId'])
@Index('ix_client_alias', { synchronize: false })
@Index('ix_client_online_since', ['accountId', 'onlineSince', 'id'])
@Index('ix_client_last_seen', ['accountId', 'lastSeenAt', 'id'])
@Index('ix_client_version', { synchronize: false })
@Index('ix_client_present', { synchronize: false })
@Check('ck_client_active_sessions', 'active_sessions >= 0')
@Check('ck_client_presence', "presence IN ('ONLINE', 'STALE', 'OFFLINE')")
@Index('ix_client_custom_client', ['accountId', 'customClientId', 'configurationVersion'])
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_client_account', onDelete: 'CASCADE' })
@ForeignKey('CustomClient', ['accountId', 'customClientId'], ['accountId', 'id'], {
  name: 'fk_client_custom_client',
  onDelete: 'SET NULL',
})
export class Client {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_client' })
  accountId!: string;

  @Field(() => ID, { description: 'The number that people dial: 9 or 10 digits, for ever the same device.' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_client', collation: 'C' })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The name that people dial instead: `name@namespace`.' })
  @Column({ type: 'text', nullable: true, collation: 'C' })
  alias!: string | null;

  /** The keyed hash of what the device says its hardware is. */
  @Column({ type: 'text', collation: 'C' })
  hardwareId!: string;

  @Field(() => Platform, { description: 'The operating system, as the device says.' })
  @Column('text')
  platform!: Platform;

  @Field(() => String, {
    nullable: true,
    description: "The machine's name, as the device says; at most 255 characters.",
  })
  @Column('text', { nullable: true })
  hostName!: string | null;

  @Field(() => String, { nullable: true, description: 'The version of the client program, as the device says.' })
  @Column('text', { nullable: true })
  version!: string | null;

  @Field(() => String, { nullable: true, description: 'What people wrote about the client.' })
  @Column('text', { nullable: true })
  comment!: string | null;

  @Field(() => ConnectionType, { description: 'Which way it may connect, by the key that it enrolled with.' })
  @Column('text')
  connectionType!: ConnectionType;

  /** The custom client that it was enrolled as. */
  @Column('uuid', { nullable: true })
  customClientId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "Which version of its custom client's configuration it last said that it runs; null where it has none.",
  })
  @Column('int', { nullable: true })
  configurationVersion!: number | null;

  /** The newest version that it was sent, and when. */
  @Column('int', { nullable: true })
  configurationOffered!: number | null;

  @Column('timestamptz', { nullable: true })
  configurationOfferedAt!: Date | null;

  @Field(() => Presence, { description: 'Whether the device can be reached.' })
  @Column('text', { default: 'OFFLINE' })
  presence!: Presence;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'Since when it has been online without a break; null while offline. Half a minute in which the portal itself was down is no break.',
  })
  @Column('timestamptz', { nullable: true })
  onlineSince!: Date | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The last sign of life that was written down; while online it may be 15 seconds old. Null: never seen.',
  })
  @Column('timestamptz', { nullable: true })
  lastSeenAt!: Date | null;

  /** The process that keeps the device's connection. */
  @Column('uuid', { nullable: true })
  nodeId!: string | null;

  /** Counts the device's connections; what an older one says is refused. */
  @Column('bigint', { default: 0 })
  epoch!: string;

  @Column('text', { nullable: true })
  bootId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "How many seconds the device's clock is ahead of the server's (negative: behind). Null within 2 minutes.",
  })
  @Column('int', { nullable: true })
  clockSkewSeconds!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When another device last went by the identity of this one, to the hour: it claimed the same hardware id, or was connected with the same token. Null once somebody has dismissed it.',
  })
  @Column('timestamptz', { nullable: true })
  suspectedCloneAt!: Date | null;

  @Field(() => Int, { description: 'In how many sessions it takes part now.' })
  @Column('int', { default: 0 })
  activeSessions!: number;

  @Field(() => DateTime, { description: 'When it was registered to the account.' })
  @Column('timestamptz')
  enrolledAt!: Date;
}
