import { Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { KeyedInput } from '../../core/idempotency.ts';
import { DateTime } from '../../core/graphql/scalars.ts';
import { PlainText } from '../../core/graphql/validation.ts';

/** More than any license has seats for. */
const MAX_ENROLLMENTS = 1_000_000;

@InputType({ description: 'A public link to a custom client.' })
export class CreateDownloadLinkInput extends KeyedInput {
  @Field(() => ID, { description: 'Which custom client.' })
  @PlainText(100)
  customClientId!: string;

  @Field(() => String, { nullable: true, description: 'What it is for: at most 200 characters.' })
  @PlainText(200)
  note?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'From when on it opens nothing; left out, it has no end.' })
  expiresAt?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many devices may enroll by it: 1 to ${MAX_ENROLLMENTS}; left out, any number.`,
  })
  @Min(1)
  @Max(MAX_ENROLLMENTS)
  maxEnrollments?: number | null;
}
