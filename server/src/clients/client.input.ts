import { ArrayMaxSize, IsEnum, IsIn, Matches, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../core/graphql/page.ts';
import { PlainText } from '../core/graphql/validation.ts';
import { CLIENT_NUMBER } from './client-number.ts';
import { Presence } from './client.entity.ts';
import { Platform } from './platform.ts';

const MAX_IDS = 1000;
const MAX_SEARCH = 100;
const MAX_VERSIONS = 50;
/** How many characters a device's version has at most. */
const MAX_VERSION = 64;
const MAX_DAYS = 3650;

@InputType({ description: 'Which clients. What is left out or null does not narrow; an empty list fits nothing.' })
export class ClientFilter {
  @Field(() => [ID], { nullable: true, description: `Those with these numbers; at most ${MAX_IDS}.` })
  @ArrayMaxSize(MAX_IDS)
  @Matches(CLIENT_NUMBER, { each: true, message: 'each must be a number of 9 or 10 digits' })
  ids?: string[] | null;

  @Field(() => [Presence], { nullable: true, description: 'Those in one of these states.' })
  @ArrayMaxSize(10)
  @IsEnum(Presence, { each: true })
  presence?: Presence[] | null;

  @Field(() => [Platform], { nullable: true, description: 'Those on one of these operating systems.' })
  @ArrayMaxSize(10)
  @IsEnum(Platform, { each: true })
  platform?: Platform[] | null;

  @Field(() => [String], {
    nullable: true,
    description: `Those of one of these versions, written exactly so; at most ${MAX_VERSIONS}.`,
  })
  @ArrayMaxSize(MAX_VERSIONS)
  @PlainText(MAX_VERSION, 1, { each: true })
  version?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: `Those that are OFFLINE and were not seen for so many days, 1 to ${MAX_DAYS}; one that was never seen counts from its enrollment.`,
  })
  @Min(1)
  @Max(MAX_DAYS)
  notSeenForDays?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: those of which another device claimed the identity; false: all others.',
  })
  isCloneSuspected?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: `Those whose number begins with this, or whose alias, host name or comment contains it, in any case; at most ${MAX_SEARCH} characters.`,
  })
  @PlainText(MAX_SEARCH)
  search?: string | null;
}

/** What a list of clients can be ordered by. */
export enum ClientOrderField {
  ID = 'ID',
  ALIAS = 'ALIAS',
  ONLINE_SINCE = 'ONLINE_SINCE',
  VERSION = 'VERSION',
  LAST_SEEN = 'LAST_SEEN',
}

registerEnumType(ClientOrderField, {
  name: 'ClientOrderField',
  description: 'What a list of clients can be ordered by. Whoever lacks it comes last, whichever the direction.',
  valuesConfig: {
    ID: { description: 'The number, as text.' },
    ALIAS: { description: 'The alias, in any case.' },
    ONLINE_SINCE: { description: 'Since when it is online.' },
    VERSION: { description: 'The version, its numbers as numbers: 9.10 is more than 9.9.' },
    LAST_SEEN: { description: 'When it was last seen, as far as that is written down.' },
  },
});

@InputType({ description: 'How a list of clients is ordered.' })
export class ClientOrder {
  @Field(() => ClientOrderField, { description: 'What it goes by; equals go by their number.' })
  @IsIn(Object.values(ClientOrderField))
  field!: ClientOrderField;

  @Field(() => OrderDirection, { description: 'Which way.' })
  @IsIn(Object.values(OrderDirection))
  direction!: OrderDirection;
}
