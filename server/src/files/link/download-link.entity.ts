import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../core/graphql/scalars.ts';

@ObjectType({
  description: 'An address by which anybody can download a custom client, with an enrollment key of its own.',
  simpleResolvers: true,
})
@Entity()
@Index('ix_download_link_of', ['accountId', 'customClientId', 'id'])
@ForeignKey('CustomClient', ['accountId', 'customClientId'], ['accountId', 'id'], {
  name: 'fk_download_link_custom_client',
  onDelete: 'CASCADE',
})
export class DownloadLink {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_download_link' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_download_link' })
  id!: string;

  @Column('uuid')
  customClientId!: string;

  /** The 128 random bits of its address. */
  @Column('bytea')
  slugEncrypted!: Buffer;

  /** The key with which its downloads enroll. */
  @Column('bytea')
  keyEncrypted!: Buffer;

  @Column('uuid')
  enrollmentKeyId!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, as people noted it.' })
  @Column('text', { nullable: true })
  note!: string | null;

  @Field(() => Int, { nullable: true, description: 'How many devices may enroll by it; null for any number.' })
  @Column('int', { nullable: true })
  maxEnrollments!: number | null;

  @Field(() => Int, { description: 'How often it was downloaded.' })
  @Column('int', { default: 0 })
  downloads!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'From when on it opens nothing any more; null for never.' })
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was revoked; null where it was not.' })
  @Column('timestamptz', { nullable: true })
  revokedAt!: Date | null;
}
