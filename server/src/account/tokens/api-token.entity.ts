import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../core/graphql/scalars.ts';
import type { Right } from '../../core/viewer.ts';
import { TokenScope } from './token-scope.ts';

/** Its secret is stored as a hash, in the directory `api_token_hash`. */
@ObjectType({ description: 'What a tool signs in with, instead of a person. It may do what its maker may do too.' })
@Entity()
@Index('ix_api_token_user', ['accountId', 'userId'])
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_api_token_account', onDelete: 'CASCADE' })
@ForeignKey('User', ['accountId', 'userId'], ['accountId', 'id'], { name: 'fk_api_token_user', onDelete: 'CASCADE' })
export class ApiToken {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_api_token' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_api_token' })
  id!: string;

  @Column('uuid')
  userId!: string;

  @Field(() => String, { description: 'What it is called, and called in the log.' })
  @Column('text')
  name!: string;

  @Field(() => String, { description: 'How it begins, by which one knows it again.' })
  @Column('text')
  hint!: string;

  @Field(() => [TokenScope], { description: 'What it may do, as far as its maker may.' })
  @Column('text', { array: true })
  scopes!: Right[];

  @Field(() => [String], {
    nullable: true,
    description: 'The addresses and networks from which alone it may come; null for any.',
  })
  @Column('text', { array: true, nullable: true })
  networks!: string[] | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'From when on it does not hold any more; null for never.' })
  @Column('timestamptz', { nullable: true })
  expiresAt!: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'When it was last used, to the minute; null for never.' })
  @Column('timestamptz', { nullable: true })
  lastUsedAt!: Date | null;
}
