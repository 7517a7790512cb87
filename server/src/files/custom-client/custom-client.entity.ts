import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Platform } from '../../clients/platform.ts';
import { DateTime } from '../../core/graphql/scalars.ts';
import { ConnectionType } from '../../license/key/connection-type.ts';

@ObjectType({
  description: "A client program that carries the account's own configuration, and enrolls by itself.",
  simpleResolvers: true,
})
@Entity()
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_custom_client_account', onDelete: 'CASCADE' })
export class CustomClient {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client' })
  id!: string;

  @Field(() => String, { description: 'What the account calls it; its users never see it.' })
  @Column('text')
  name!: string;

  @Field(() => Platform, { description: 'The operating system that it is built for.' })
  @Column('text')
  platform!: Platform;

  @Field(() => Boolean, {
    description:
      'Windows: whether it is one for deployment, whose prefix ends in `_msi`. No .msi file is built: it is a package whose installer asks nothing.',
  })
  @Column('boolean', { default: false })
  isMsi!: boolean;

  @Field(() => String, { description: 'What its users see it called.' })
  @Column('text')
  programName!: string;

  @Field(() => ConnectionType, { description: 'Which way it may connect. The server keeps it to that too.' })
  @Column('text')
  connectionType!: ConnectionType;

  @Field(() => Boolean, { description: 'Whether it comes with an installer.' })
  @Column('boolean')
  allowInstallation!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The alias that its clients get when they enroll; `{host}` and `{id}` stand for what they are.',
  })
  @Column('text', { nullable: true })
  aliasPattern!: string | null;

  @Field(() => String, { nullable: true, description: 'What people wrote about it.' })
  @Column('text', { nullable: true })
  comment!: string | null;

  @Field(() => String, { description: 'The color of its background, `#rrggbb`.' })
  @Column('text')
  backgroundColor!: string;

  @Field(() => String, { description: 'The color of what stands out, `#rrggbb`.' })
  @Column('text')
  accentColor!: string;

  /** A PNG as `cleanPng` leaves it. */
  @Column('bytea', { nullable: true })
  logo!: Buffer | null;

  @Field(() => String, { description: 'Advanced options: lines of `key=value`.' })
  @Column('text')
  options!: string;

  @Field(() => String, { description: 'The newest version of it: that of the agent that it was last built with.' })
  @Column('text')
  version!: string;

  @Field(() => Int, { description: 'Counts the changes of what its clients are told: 1 at first.' })
  @Column('int', { default: 1 })
  configurationVersion!: number;

  /** The key with which what the account's own people download enrolls. */
  @Column('bytea', { nullable: true })
  keyEncrypted!: Buffer | null;

  @Field(() => Int, { description: "How often it was downloaded in all, by the account's own people and by links." })
  @Column('int', { default: 0 })
  downloads!: number;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, { description: 'When it was last changed.' })
  @Column('timestamptz')
  updatedAt!: Date;
}
