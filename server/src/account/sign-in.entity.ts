import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One place where a user is signed in. Its cookie is stored as a hash, in the directory `sign_in_token`. */
@Entity()
@Index('ix_sign_in_user', ['accountId', 'userId'])
@ForeignKey('User', ['accountId', 'userId'], ['accountId', 'id'], { name: 'fk_sign_in_user', onDelete: 'CASCADE' })
export class SignIn {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in' })
  accountId!: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_sign_in' })
  id!: string;

  @Column('uuid')
  userId!: string;

  @Column('timestamptz')
  createdAt!: Date;

  /** Written once a minute at most. */
  @Column('timestamptz')
  lastSeenAt!: Date;

  @Column('timestamptz')
  expiresAt!: Date;

  @Column('timestamptz', { nullable: true })
  endedAt!: Date | null;

  @Column('text')
  ip!: string;

  @Column('text')
  userAgent!: string;
}
