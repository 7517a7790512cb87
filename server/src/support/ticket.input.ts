import { ArrayMaxSize, ArrayUnique, IsOptional } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { KeyedInput } from '../core/idempotency.ts';
import { PlainText, PlainLines } from '../core/graphql/validation.ts';

/** How many characters the subject of a ticket has at most. */
export const MAX_SUBJECT = 150;
/** How many characters a message has at most. */
export const MAX_MESSAGE = 10_000;
/** How many files go with a message at most. */
export const MAX_ATTACHMENTS = 5;
const MESSAGE = `What is to be said: plain text of 1 to ${String(MAX_MESSAGE)} characters, in as many lines as it takes. Control characters are refused.`;

const ATTACHMENTS = `The ids of files that the person has sent to /upload within the last day and not attached yet; at most ${String(MAX_ATTACHMENTS)}.`;

/** What both a ticket and a reply say. */
@InputType()
abstract class MessageInput extends KeyedInput {
  @Field(() => String, { description: MESSAGE })
  @PlainLines(MAX_MESSAGE)
  message!: string;

  @Field(() => [ID], { nullable: true, description: ATTACHMENTS })
  @IsOptional()
  @ArrayMaxSize(MAX_ATTACHMENTS)
  @ArrayUnique()
  attachments?: string[] | null;
}

@InputType({ description: 'A question to support.' })
export class SubmitTicketInput extends MessageInput {
  @Field(() => String, { description: `What it is about: one line of 1 to ${String(MAX_SUBJECT)} characters.` })
  @PlainText(MAX_SUBJECT, 1)
  subject!: string;
}

@InputType({ description: 'What is to be added to a ticket.' })
export class ReplyToTicketInput extends MessageInput {
  @Field(() => ID, { description: 'Which ticket.' })
  id!: string;
}
