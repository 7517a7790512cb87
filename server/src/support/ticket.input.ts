import { Field, ID, InputType } from 'type-graphql';
import { KeyedInput } from '../core/idempotency.ts';
import { PlainText, PlainLines } from '../core/validation.ts';

/** How many characters the subject of a ticket has at most. */
export const MAX_SUBJECT = 150;
/** How many characters a message has at most. */
export const MAX_MESSAGE = 10_000;
const MESSAGE = `What is to be said: plain text of 1 to ${String(MAX_MESSAGE)} characters, in as many lines as it takes. Control characters are refused.`;

@InputType({ description: 'A question to support.' })
export class SubmitTicketInput extends KeyedInput {
  @Field(() => String, { description: `What it is about: one line of 1 to ${String(MAX_SUBJECT)} characters.` })
  @PlainText(MAX_SUBJECT, 1)
  subject!: string;

  @Field(() => String, { description: MESSAGE })
  @PlainLines(MAX_MESSAGE)
  message!: string;
}

@InputType({ description: 'What is to be added to a ticket.' })
export class ReplyToTicketInput extends KeyedInput {
  @Field(() => ID, { description: 'Which ticket.' })
  id!: string;

  @Field(() => String, { description: MESSAGE })
  @PlainLines(MAX_MESSAGE)
  message!: string;
}
