import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';
import { Actor } from '../events/actor.ts';

@ObjectType({ description: 'What somebody wrote about a ticket: the customer, or support.' })
@Entity('support_message')
@Index('ix_support_message_ticket', ['accountId', 'ticketId', 'id'])
@ForeignKey('SupportTicket', ['accountId', 'ticketId'], ['accountId', 'id'], {
  name: 'fk_support_message_ticket',
  onDelete: 'CASCADE',
})
export class SupportMessage {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_message' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_message' })
  id!: string;

  @Column('uuid')
  ticketId!: string;

  @Field(() => Actor, { description: 'Who wrote it. OPERATOR is support.' })
  @Column('jsonb')
  author!: Actor;

  @Field(() => String, { description: 'What was written: plain text, with lines that end by a line feed.' })
  @Column('text')
  text!: string;

  @Field(() => DateTime, { description: 'When it was written.' })
  @Column('timestamptz')
  sentAt!: Date;
}
