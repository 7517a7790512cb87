import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { CommandState } from '../clients/command.type.ts';
import { DateTime } from '../core/graphql/scalars.ts';
import { SessionParty } from './session-party.type.ts';

/** Why a session ended. */
export enum SessionEndReason {
  CLOSED_BY_PEER = 'CLOSED_BY_PEER',
  CLOSED_BY_PORTAL = 'CLOSED_BY_PORTAL',
  MAX_LENGTH = 'MAX_LENGTH',
  DEVICE_LOST = 'DEVICE_LOST',
  SUPERSEDED = 'SUPERSEDED',
}

registerEnumType(SessionEndReason, {
  name: 'SessionEndReason',
  description: 'Why a session ended.',
  valuesConfig: {
    CLOSED_BY_PEER: { description: 'One of its two ends closed it.' },
    CLOSED_BY_PORTAL: { description: 'Somebody closed it in the portal, and the device confirmed.' },
    MAX_LENGTH: { description: "It reached the license's greatest length." },
    DEVICE_LOST: { description: 'The device that reported it was lost; the end is the last moment it was confirmed.' },
    SUPERSEDED: { description: 'The device started anew and no longer has it.' },
  },
});

@ObjectType({
  description: "A connection from one client to another, with at least one of the account's.",
  simpleResolvers: true,
})
@Entity()
@Unique('uq_session_reported', ['accountId', 'reporterClientId', 'bootId', 'localId'])
@Unique('uq_session_linked', ['accountId', 'peerClientId', 'peerBootId', 'peerLocalId'])
@Index('ix_session_started', ['accountId', 'startedAt', 'id'])
@Index('ix_session_from', ['accountId', 'fromClientId', 'startedAt', 'id'])
@Index('ix_session_to', ['accountId', 'toClientId', 'startedAt', 'id'])
@Index('ix_session_active', { synchronize: false })
@Index('ix_session_out', { synchronize: false })
@Index('ix_session_in', { synchronize: false })
@Index('ix_session_end_reason', { synchronize: false })
@Index('ix_session_comment', { synchronize: false })
@Check('ck_session_ended', '(ended_at IS NULL) = (end_reason IS NULL)')
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_session_account', onDelete: 'CASCADE' })
export class Session {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_session' })
  accountId!: string;

  @Field(() => ID, { description: 'A decimal number below 2^63, as text; it grows with time.' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'pk_session' })
  id!: string;

  @Column({ type: 'text', collation: 'C' })
  fromClientId!: string;

  @Column('text', { nullable: true })
  fromAlias!: string | null;

  /** Whether the connecting client was the account's own. */
  @Column('boolean')
  fromOwn!: boolean;

  @Column({ type: 'text', collation: 'C' })
  toClientId!: string;

  @Column('text', { nullable: true })
  toAlias!: string | null;

  /** Whether the remote client was the account's own. */
  @Column('boolean')
  toOwn!: boolean;

  /** The client that reported it; with `bootId` and `localId` the device's own key for it. */
  @Column({ type: 'text', collation: 'C' })
  reporterClientId!: string;

  @Column('text')
  bootId!: string;

  @Column('text')
  localId!: string;

  /** The other end, once it has reported the session too, with its own key for it. */
  @Column({ type: 'text', nullable: true, collation: 'C' })
  peerClientId!: string | null;

  @Column('text', { nullable: true })
  peerBootId!: string | null;

  @Column('text', { nullable: true })
  peerLocalId!: string | null;

  /** Between clients of two accounts: the account that has the session's other row, under the same id. */
  @Column('uuid', { nullable: true })
  otherAccountId!: string | null;

  @Field(() => SessionParty, { description: 'The client that connects.' })
  from!: SessionParty;

  @Field(() => SessionParty, { description: 'The client that it connects to.' })
  to!: SessionParty;

  @Field(() => Boolean, { description: 'Whether it goes on.' })
  isActive!: boolean;

  @Field(() => Int, {
    description: "Whole seconds from its start to its end, or so far while it is active, by the server's clock.",
  })
  durationSeconds!: number;

  /** Whether it takes one of the license's places for sessions while it is active. */
  @Column('boolean')
  takesPlace!: boolean;

  @Field(() => DateTime, { description: 'When the connection was asked for.' })
  @Column('timestamptz')
  requestedAt!: Date;

  @Field(() => DateTime, { description: 'When it began.' })
  @Column('timestamptz')
  startedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it is active.' })
  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Field(() => DateTime, {
    description: 'The last moment at which it was known to be active, written every 15 seconds at most.',
  })
  @Column('timestamptz')
  confirmedAt!: Date;

  @Field(() => SessionEndReason, { nullable: true, description: 'Why it ended; null while it is active.' })
  @Column('text', { nullable: true })
  endReason!: SessionEndReason | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the portal will end it; null where the license sets no length.',
  })
  @Column('timestamptz', { nullable: true })
  endsBy!: Date | null;

  /** When its devices were told that it ends soon. */
  @Column('timestamptz', { nullable: true })
  warnedAt!: Date | null;

  /** A reporter that holds no connection speaks for the session until then. */
  @Column('timestamptz', { nullable: true })
  heldUntil!: Date | null;

  /** What the device's clock said at the start. Kept beside the server's time, which is the truth. */
  @Column('timestamptz', { nullable: true })
  deviceStartedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'What people wrote about it, in the portal or at the device.' })
  @Column('text', { nullable: true })
  comment!: string | null;

  /** The last CLOSE_SESSION that the account's people gave. */
  @Column('uuid', { nullable: true })
  closingCommandId!: string | null;

  @Field(() => CommandState, {
    nullable: true,
    description: 'How far the wish to close it has come; null where nobody asked.',
  })
  closing!: CommandState | null;
}
