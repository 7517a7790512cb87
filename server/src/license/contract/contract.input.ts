import { Field, InputType } from 'type-graphql';
import { DateTime } from '../../core/scalars.ts';

@InputType({ description: 'The termination of the contract.' })
export class TerminateContractInput {
  @Field(() => DateTime, {
    description:
      'The end to which the contract still runs, as it was shown: `license.expiresAt`. Refused with CONFLICT where that has changed meanwhile.',
  })
  runsUntil!: Date;
}
