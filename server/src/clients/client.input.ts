import { ArrayMaxSize, IsEnum, IsIn, Matches } from 'class-validator';
import { Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../core/page.ts';
import { PlainText } from '../core/validation.ts';
import { Presence } from './client.entity.ts';
import { Platform } from './platform.ts';

const MAX_IDS = 100;
const MAX_SEARCH = 100;

@InputType({ description: 'Which clients. What is left out or null does not narrow; an empty list fits nothing.' })
export class ClientFilter {
  @Field(() => [ID], { nullable: true, description: `Those with these numbers; at most ${MAX_IDS}.` })
  @ArrayMaxSize(MAX_IDS)
  @Matches(/^[1-9]\d{8,9}$/, { each: true, message: 'each must be a number of 9 or 10 digits' })
  ids?: string[] | null;

  @Field(() => [Presence], { nullable: true, description: 'Those in one of these states.' })
  @ArrayMaxSize(10)
  @IsEnum(Presence, { each: true })
  presence?: Presence[] | null;

  @Field(() => [Platform], { nullable: true, description: 'Those on one of these operating systems.' })
  @ArrayMaxSize(10)
  @IsEnum(Platform, { each: true })
  platform?: Platform[] | null;

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
  LAST_SEEN = 'LAST_SEEN',
}

registerEnumType(ClientOrderField, {
  name: 'ClientOrderField',
  description: 'What a list of clients can be ordered by. Whoever lacks it comes last, whichever the direction.',
  valuesConfig: {
    ID: { description: 'The number, as text.' },
    ALIAS: { description: 'The alias, by its characters.' },
    ONLINE_SINCE: { description: 'Since when it is online.' },
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
