import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../core/graphql/scalars.ts';
import type { Recipient } from '../core/mail/mail-texts.ts';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { CsvDateFormat, CsvScope } from '../core/csv/csv-options.ts';

/** What a person may do in the account. */
export enum UserRole {
  OWNER = 'OWNER',
  ADMIN = 'ADMIN',
  VIEWER = 'VIEWER',
  ACCOUNTANT = 'ACCOUNTANT',
}

registerEnumType(UserRole, {
  name: 'UserRole',
  description: 'What a person may do in the account.',
  valuesConfig: {
    OWNER: { description: 'Everything.' },
    ADMIN: { description: 'Everything but the contract.' },
    VIEWER: { description: 'Sees clients, sessions and the license; changes nothing.' },
    ACCOUNTANT: { description: 'Sees the contract and the invoices, and changes contact and payment details.' },
  },
});

@ObjectType({ description: 'A person who can sign in to the account.' })
@Entity('portal_user')
@ForeignKey('Account', ['accountId'], ['id'], { name: 'fk_portal_user_account', onDelete: 'CASCADE' })
export class User {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_portal_user' })
  accountId!: string;

  @Field(() => ID)
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_portal_user' })
  id!: string;

  @Field(() => String, { description: 'The address that the person signs in with, in lower case.' })
  @Column({ type: 'text', collation: 'C' })
  email!: string;

  @Field(() => String, { description: "The person's name, as the log shows it." })
  @Column('text')
  name!: string;

  @Field(() => UserRole, { description: 'What the person may do.' })
  @Column('text')
  role!: UserRole;

  @Column('text')
  passwordHash!: string;

  @Column('text')
  language!: string;

  @Column('text')
  timeZone!: string;

  @Column('text', { default: CsvScope.EVERYTHING })
  csvScope!: CsvScope;

  @Column('text', { default: CsvDateFormat.ISO_8601 })
  csvDateFormat!: CsvDateFormat;

  @Field(() => DateTime, { description: 'Since when the person belongs to the account.' })
  @Column('timestamptz')
  createdAt!: Date;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when the person is shut out; null where that is not so.',
  })
  @Column('timestamptz', { nullable: true })
  suspendedAt!: Date | null;
}

/** The user as somebody who gets mail. */
export const recipientOf = ({ name, email, language, timeZone }: User): Recipient => ({
  name,
  address: email,
  language,
  timeZone,
});
