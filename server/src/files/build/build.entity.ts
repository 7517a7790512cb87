import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../core/graphql/scalars.ts';

/** How far a build has come. */
export enum BuildState {
  QUEUED = 'QUEUED',
  BUILDING = 'BUILDING',
  READY = 'READY',
  FAILED = 'FAILED',
}

registerEnumType(BuildState, {
  name: 'BuildState',
  description: 'How far a build has come.',
  valuesConfig: {
    QUEUED: { description: 'It waits for its turn, or for its next try.' },
    BUILDING: { description: 'It is being built.' },
    READY: { description: 'It can be downloaded.' },
    FAILED: { description: 'It was given up; `failure` says why.' },
  },
});

/** Why a build failed. */
export enum BuildFailure {
  AGENT_NOT_BUILT = 'AGENT_NOT_BUILT',
  DISK_FULL = 'DISK_FULL',
  FAULT = 'FAULT',
}

registerEnumType(BuildFailure, {
  name: 'BuildFailure',
  description: 'Why a build failed.',
  valuesConfig: {
    AGENT_NOT_BUILT: {
      description: 'The portal was started without the agent: its operator must run `npm run build`.',
    },
    DISK_FULL: { description: "The portal's disk is full." },
    FAULT: { description: 'A fault of the portal; its log has it.' },
  },
});

@ObjectType({ description: 'One building of a custom client for download.', simpleResolvers: true })
@Entity()
@Index('ix_custom_client_build_of', ['accountId', 'customClientId', 'id'])
@Index('ix_custom_client_build_waiting', { synchronize: false })
@Index('ix_custom_client_build_link', { synchronize: false })
@ForeignKey('CustomClient', ['accountId', 'customClientId'], ['accountId', 'id'], {
  name: 'fk_custom_client_build_custom_client',
  onDelete: 'CASCADE',
})
@ForeignKey('DownloadLink', ['accountId', 'linkId'], ['accountId', 'id'], {
  name: 'fk_custom_client_build_link',
  onDelete: 'CASCADE',
})
export class CustomClientBuild {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client_build' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_custom_client_build' })
  id!: string;

  @Column('uuid')
  customClientId!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The link that it is downloaded by; null for what the account's own people download.",
  })
  @Column('uuid', { nullable: true })
  linkId!: string | null;

  @Field(() => BuildState, { description: 'How far it has come.' })
  @Column('text')
  state!: BuildState;

  @Field(() => Int, { description: 'How far it has come, in percent.' })
  @Column('int', { default: 0 })
  progress!: number;

  @Field(() => Int, { description: 'Which version of the configuration is in it.' })
  @Column('int')
  configurationVersion!: number;

  @Field(() => String, { nullable: true, description: 'The version of the agent in it; null until it is built.' })
  @Column('text', { nullable: true })
  version!: string | null;

  @Column('text', { nullable: true })
  agentSha256!: string | null;

  @Field(() => String, { nullable: true, description: 'What the download is called; null until it is built.' })
  @Column('text', { nullable: true })
  fileName!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its size in bytes; null until it is built.' })
  @Column('int', { nullable: true })
  sizeBytes!: number | null;

  @Field(() => String, { nullable: true, description: 'Its SHA-256, in hexadecimal digits; null until it is built.' })
  @Column('text', { nullable: true })
  sha256!: string | null;

  @Field(() => BuildFailure, { nullable: true, description: 'Why it failed, or why its last try did.' })
  @Column('text', { nullable: true })
  failure!: BuildFailure | null;

  @Column('int', { default: 0 })
  tries!: number;

  /** While it is built: until when its process counts as alive. While it waits: not before then. */
  @Column('timestamptz', { nullable: true })
  leaseUntil!: Date | null;

  @Field(() => DateTime, { description: 'When it was asked for.' })
  @Column('timestamptz')
  queuedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When it was ready, or given up.' })
  @Column('timestamptz', { nullable: true })
  finishedAt!: Date | null;
}

/** A build as the API shows it. */
export type BuildRow = Omit<CustomClientBuild, never>;

/** The columns of a `BuildRow`, of `custom_client_build b`. */
export const BUILD_COLUMNS = `b.account_id AS "accountId", b.id, b.custom_client_id AS "customClientId", b.link_id AS "linkId",
  b.state, b.progress, b.configuration_version AS "configurationVersion", b.version, b.agent_sha256 AS "agentSha256",
  b.file_name AS "fileName", b.size_bytes AS "sizeBytes", b.sha256, b.failure, b.tries, b.lease_until AS "leaseUntil",
  b.queued_at AS "queuedAt", b.finished_at AS "finishedAt"`;
