import { Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';
import { PlainText } from '../../core/graphql/validation.ts';
import { MAX_HELLO } from './hello.ts';

@InputType({ description: 'What a device says of itself that can hold no WebSocket.' })
export class ReportPresenceInput {
  @Field(() => ID, {
    nullable: true,
    description: `Its name for the time since it started: one line of at most ${MAX_HELLO} characters.`,
  })
  @PlainText(MAX_HELLO)
  bootId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `The version of the client program: one line of at most ${MAX_HELLO} characters.`,
  })
  @PlainText(MAX_HELLO)
  version?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a custom client: which version of its configuration it runs; 1 or more.',
  })
  @Min(1)
  configurationVersion?: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description: "What its clock says. More than 2 minutes off the server's, it is shown on the client.",
  })
  deviceTime?: Date | null;
}
