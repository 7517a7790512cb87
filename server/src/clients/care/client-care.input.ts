import { ArrayMaxSize, Matches } from 'class-validator';
import { ArgsType, Field, ID } from 'type-graphql';
import { MAX_BULK } from '../../core/graphql/bulk.type.ts';
import { PlainText } from '../../core/graphql/validation.ts';
import { CLIENT_NUMBER } from '../client-number.ts';

/** How many characters a comment on a client has at most. */
const MAX_COMMENT = 1000;
const COMMENT = `One line of at most ${MAX_COMMENT} characters; null or empty for none.`;

@ArgsType()
export class ClientCommentArgs {
  @Field(() => ID, { description: "The client's number." })
  id!: string;

  @Field(() => String, { nullable: true, description: COMMENT })
  @PlainText(MAX_COMMENT)
  comment?: string | null;
}

@ArgsType()
export class ClientIdsArgs {
  @Field(() => [ID], { description: `The clients' numbers; ${MAX_BULK} at most, and each counts once.` })
  @ArrayMaxSize(MAX_BULK)
  @Matches(CLIENT_NUMBER, { each: true, message: 'each must be a number of 9 or 10 digits' })
  ids!: string[];
}

@ArgsType()
export class ClientCommentsArgs extends ClientIdsArgs {
  @Field(() => String, { nullable: true, description: COMMENT })
  @PlainText(MAX_COMMENT)
  comment?: string | null;
}
