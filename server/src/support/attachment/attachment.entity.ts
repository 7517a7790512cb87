import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

@ObjectType({ description: 'A file that goes with a message to support.', simpleResolvers: true })
@Entity()
@Index('ix_support_attachment_message', ['accountId', 'messageId'])
@Index('ix_support_attachment_waiting', ['accountId', 'createdAt'], { where: 'message_id IS NULL' })
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_support_attachment_account', onDelete: 'CASCADE' })
@ForeignKey('SupportMessage', ['accountId', 'messageId'], ['accountId', 'id'], {
  name: 'fk_support_attachment_message',
  onDelete: 'CASCADE',
})
export class SupportAttachment {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_attachment' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_support_attachment' })
  id!: string;

  /** Null until it goes with a message; after a day of that it is forgotten. */
  @Column('uuid', { nullable: true })
  messageId!: string | null;

  /** Who sent it, and alone may attach it. */
  @Column('uuid')
  userId!: string;

  @Field(() => String, { description: 'What it is called: the name that it was sent with, made harmless.' })
  @Column('text')
  fileName!: string;

  @Field(() => String, { description: 'Its media type, such as image/png, which its content has shown.' })
  @Column('text', { default: '' })
  type!: string;

  /** While it arrives, how long it says it is. */
  @Field(() => Int, { description: 'How long it is, in bytes: 1 to 10,485,760.' })
  @Column('int')
  sizeBytes!: number;

  @Column('timestamptz')
  createdAt!: Date;

  /** Null while it arrives. */
  @Column('timestamptz', { nullable: true })
  completedAt!: Date | null;
}
