import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../core/graphql/scalars.ts';

/** One place where a user is signed in. Its cookie is stored as a hash, in the directory `sign_in_token`. */
@ObjectType({ description: 'A place where a person is signed in.' })
@Entity()
@Index('ix_sign_in_user', ['accountId', 'userId'])
@ForeignKey('User', ['accountId', 'userId'], ['accountId', 'id'], { name: 'fk_sign_in_user', onDelete: 'CASCADE' })
export class SignIn {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in' })
  id!: string;

  @Column('uuid')
  userId!: string;

  @Field(() => DateTime, { description: 'When it began.' })
  @Column('timestamptz')
  createdAt!: Date;

  /** Written once a minute at most. */
  @Field(() => DateTime, { description: 'When it was last used, to the minute.' })
  @Column('timestamptz')
  lastSeenAt!: Date;

  @Field(() => DateTime, {
    description: 'When it ends, however much it is used. It ends too where it is not used for a week.',
  })
  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Field(() => String, { description: 'The network address that it was begun from.' })
  @Column('text')
  ip!: string;

  @Field(() => String, {
    description: 'How the browser calls itself; at most 300 characters, and anything may stand there.',
  })
  @Column('text')
  userAgent!: string;
}
