import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Platform } from '../clients/platform.ts';
import { DateTime } from '../core/scalars.ts';

@ObjectType({ description: "A client program that carries the account's own configuration.", simpleResolvers: true })
@Entity()
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_custom_client_account', onDelete: 'CASCADE' })
export class CustomClient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client' })
  id!: string;

  @Field(() => String, { description: 'What the account calls it.' })
  @Column('text')
  name!: string;

  @Field(() => Platform, { description: 'The operating system it was built for.' })
  @Column('text')
  platform!: Platform;

  @Field(() => String, { description: 'The newest version of it.' })
  @Column('text')
  version!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Column('timestamptz')
  createdAt!: Date;
}
