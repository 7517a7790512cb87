import { Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { DateTime } from '../../core/graphql/scalars.ts';

@ObjectType({
  description: "A key with which the account signs its custom clients' configurations (Ed25519).",
  simpleResolvers: true,
})
@Entity()
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_signing_key_account', onDelete: 'CASCADE' })
export class SigningKey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_signing_key' })
  accountId!: string;

  @Field(() => ID, { description: "The key's RFC 7638 thumbprint, which stands in each signature." })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_signing_key', collation: 'C' })
  kid!: string;

  @Field(() => String, { description: 'Its public half: 32 bytes, base64url.' })
  @Column('text')
  publicKey!: string;

  /** Its private half. Null once it is retired: nothing can be signed with it any more. */
  @Column('bytea', { nullable: true })
  privateKeyEncrypted!: Buffer | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Until when it signs beside its successor. Null for the newest.',
  })
  @Column('timestamptz', { nullable: true })
  retiresAt!: Date | null;
}
