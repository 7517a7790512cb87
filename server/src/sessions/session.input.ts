import { ArrayMaxSize, IsEnum, IsIn, Matches } from 'class-validator';
import { ArgsType, Field, ID, InputType, registerEnumType } from 'type-graphql';
import { OrderDirection } from '../core/graphql/page.ts';
import { DateTime } from '../core/graphql/scalars.ts';
import { PlainText } from '../core/graphql/validation.ts';
import { CLIENT_NUMBER } from '../clients/client-number.ts';
import { SessionEndReason } from './session.entity.ts';

const MAX_SEARCH = 100;

/** Which way a session goes. */
export enum SessionDirection {
  OUT = 'OUT',
  IN = 'IN',
}

registerEnumType(SessionDirection, {
  name: 'SessionDirection',
  description: 'Which way a session goes.',
  valuesConfig: {
    OUT: { description: 'From the client or account that is looked from: it connects.' },
    IN: { description: 'To it: another connects.' },
  },
});

@InputType({ description: 'Which sessions. What is left out or null does not narrow.' })
export class SessionFilter {
  @Field(() => Boolean, { nullable: true, description: 'True: those that go on; false: those that have ended.' })
  isActive?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Those with this client on either side: a number of 9 or 10 digits.',
  })
  @Matches(CLIENT_NUMBER, { message: 'must be a number of 9 or 10 digits' })
  clientId?: string | null;

  @Field(() => SessionDirection, {
    nullable: true,
    description:
      'Those that go this way, seen from `clientId`, or without it from the account: between two of its own clients, both ways.',
  })
  direction?: SessionDirection | null;

  @Field(() => [SessionEndReason], { nullable: true, description: 'Those that ended for one of these reasons.' })
  @ArrayMaxSize(10)
  @IsEnum(SessionEndReason, { each: true })
  endReasons?: SessionEndReason[] | null;

  @Field(() => String, {
    nullable: true,
    description: `Those whose comment contains this, in any case; at most ${MAX_SEARCH} characters.`,
  })
  @PlainText(MAX_SEARCH)
  comment?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that started at this moment or later.' })
  from?: Date | null;

  @Field(() => DateTime, { nullable: true, description: 'Those that started before this moment.' })
  to?: Date | null;
}

/** What a list of sessions can be ordered by. */
export enum SessionOrderField {
  STARTED_AT = 'STARTED_AT',
}

registerEnumType(SessionOrderField, {
  name: 'SessionOrderField',
  description: 'What a list of sessions can be ordered by.',
  valuesConfig: { STARTED_AT: { description: 'When they began; those of one moment by their id.' } },
});

@InputType({ description: 'How a list of sessions is ordered.' })
export class SessionOrder {
  @Field(() => SessionOrderField, { description: 'What it goes by.' })
  @IsIn(Object.values(SessionOrderField))
  field!: SessionOrderField;

  @Field(() => OrderDirection, { description: 'Which way.' })
  @IsIn(Object.values(OrderDirection))
  direction!: OrderDirection;
}

/** How many characters a comment has at most. */
export const MAX_COMMENT = 1000;

@ArgsType()
export class CommentArgs {
  @Field(() => ID, { description: "The session's id." })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: `One line of at most ${MAX_COMMENT} characters; null or empty for none.`,
  })
  @PlainText(MAX_COMMENT)
  comment?: string | null;
}
