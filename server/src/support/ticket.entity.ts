import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';
import { Actor } from '../events/actor.ts';

/** Whose turn it is. */
export enum TicketState {
  OPEN = 'OPEN',
  ANSWERED = 'ANSWERED',
  CLOSED = 'CLOSED',
}

registerEnumType(TicketState, {
  name: 'TicketState',
  description: 'Whose turn it is.',
  valuesConfig: {
    OPEN: { description: 'Support has still to answer.' },
    ANSWERED: { description: 'Support has answered; the customer may reply.' },
    CLOSED: { description: 'Done. A reply or an answer opens it again.' },
  },
});

@ObjectType({ description: 'A question of the account to support, with all that was written about it.' })
@Entity()
@Index('ix_support_ticket_changed', ['accountId', 'changedAt', 'id'])
@Check('ck_support_ticket_state', "state IN ('OPEN', 'ANSWERED', 'CLOSED')")
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_support_ticket_account', onDelete: 'CASCADE' })
export class SupportTicket {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_ticket' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_ticket' })
  id!: string;

  @Field(() => String, {
    description:
      'The number to quote, such as T-2026-000123: unique in the portal and never given twice. Numbers may be left out: a gap means nothing.',
  })
  @Column({ type: 'text', collation: 'C' })
  number!: string;

  @Field(() => String, { description: 'What it is about, in one line.' })
  @Column('text')
  subject!: string;

  @Field(() => TicketState, { description: 'Whose turn it is.' })
  @Column('text')
  state!: TicketState;

  @Field(() => Actor, { description: 'Who asked.' })
  @Column('jsonb')
  author!: Actor;

  /** Who gets the mails. No foreign key: the ticket outlives a person who leaves, and then the owners get them. */
  @Column('uuid')
  userId!: string;

  @Field(() => DateTime, { description: 'When it was submitted.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last written to or closed.' })
  @Column('timestamptz')
  changedAt!: Date;
}
