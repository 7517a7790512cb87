import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../core/graphql/scalars.ts';
import { UserRole } from '../user.entity.ts';

/** The secret of its link is stored as a hash, in the directory `invitation_secret`. */
@ObjectType({ description: 'Somebody who was asked to join the account, and has not yet.' })
@Entity()
@Index('ix_invitation_user', ['accountId', 'invitedById'])
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_invitation_account', onDelete: 'CASCADE' })
@ForeignKey('User', ['accountId', 'invitedById'], ['accountId', 'id'], {
  name: 'fk_invitation_user',
  onDelete: 'CASCADE',
})
export class Invitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_invitation' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_invitation' })
  id!: string;

  @Field(() => String, { description: 'The address that the invitation was mailed to, in lower case.' })
  @Column({ type: 'text', collation: 'C' })
  email!: string;

  @Field(() => UserRole, { description: 'What the person will be in the account.' })
  @Column('text')
  role!: UserRole;

  @Column('text')
  language!: string;

  @Column('uuid')
  invitedById!: string;

  @Field(() => DateTime, { description: 'When it was mailed.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, { description: 'From when on its link does not hold any more.' })
  @Column('timestamptz')
  expiresAt!: Date;
}
