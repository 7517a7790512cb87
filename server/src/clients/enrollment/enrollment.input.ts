import { IsEnum, Matches, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { PlainText } from '../../core/graphql/validation.ts';
import { CLIENT_NUMBER } from '../client-number.ts';
import { Client } from '../client.entity.ts';
import type { ClientRow } from '../client-row.ts';
import { Platform } from '../platform.ts';

@InputType({ description: 'A device that wants to be a client of the account whose key it has.' })
export class EnrollClientInput {
  @Field(() => String, { description: "The license's key, or a custom client's; at most 100 characters." })
  @PlainText(100, 1)
  key!: string;

  @Field(() => String, {
    description: 'What tells the machine from others, the same at every start: 8 to 200 characters.',
  })
  @PlainText(200, 8)
  hardwareId!: string;

  @Field(() => Platform, { description: 'The operating system.' })
  @IsEnum(Platform)
  platform!: Platform;

  @Field(() => String, { nullable: true, description: "The machine's name: one line of at most 255 characters." })
  @PlainText(255)
  hostName?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The version of the client program: one line of at most 64 characters.',
  })
  @PlainText(64)
  version?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a custom client: which version of its configuration the device has; 1 or more.',
  })
  @Min(1)
  configurationVersion?: number | null;

  @Field(() => ID, { nullable: true, description: 'The number that the device has already, with its token.' })
  @Matches(CLIENT_NUMBER, { message: 'must be a number of 9 or 10 digits' })
  clientId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The token that the device has already. It ends with this call.',
  })
  @PlainText(100)
  token?: string | null;
}

@ObjectType({ description: 'What a device gets that has enrolled.', simpleResolvers: true })
export class EnrollClientPayload {
  @Field(() => Client, { description: 'The client that it is.' })
  client!: ClientRow;

  @Field(() => String, { description: 'What it signs in with: `Client <id>:<token>`. Shown this once.' })
  token!: string;
}
