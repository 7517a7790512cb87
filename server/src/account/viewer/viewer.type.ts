import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';
import { Right } from '../../core/viewer.ts';
import { Preferences } from '../preferences/preferences.type.ts';
import { UserRole } from '../user.entity.ts';

@ObjectType('UserViewer', { description: 'A person who is signed in.' })
export class UserViewerType {
  accountId!: string;

  @Field(() => ID, { description: "The user's id." })
  id!: string;

  @Field(() => String, { description: 'The address that the person signs in with, in lower case.' })
  email!: string;

  @Field(() => String, { description: "The person's name, as the log shows it." })
  name!: string;

  @Field(() => UserRole, { description: 'What the person is in the account.' })
  role!: UserRole;

  @Field(() => [Right], { description: 'What the person may do.' })
  rights!: Right[];

  @Field(() => Preferences, { description: 'How the person wants the portal to speak and to tell the time.' })
  preferences!: Preferences;
}

@ObjectType('TokenViewer', { description: 'A tool, with an API token.', simpleResolvers: true })
export class TokenViewerType {
  @Field(() => ID, { description: "The token's id." })
  tokenId!: string;

  @Field(() => String, { description: 'What the token is called, and called in the log.' })
  name!: string;

  @Field(() => [Right], { description: "What it may do: what the token's scopes say that its maker may do too." })
  rights!: Right[];

  @Field(() => DateTime, { nullable: true, description: 'From when on it does not hold any more; null for never.' })
  expiresAt!: Date | null;
}

/** Its `client` stands in clients/, which owns the key. */
@ObjectType('DeviceViewer', { description: 'A device, acting as its client.' })
export class DeviceViewerType {
  accountId!: string;
  clientId!: string;

  @Field(() => [Right], { description: 'What the device may do.' })
  rights!: Right[];
}

/** Who asks: a person, a tool or a device. */
export const ViewerUnion = createUnionType({
  name: 'Viewer',
  description: 'Who asks: a person who is signed in, a tool with an API token, or a device.',
  types: () => [UserViewerType, TokenViewerType, DeviceViewerType] as const,
  resolveType: value => {
    if ('clientId' in value) return DeviceViewerType;
    return 'tokenId' in value ? TokenViewerType : UserViewerType;
  },
});
