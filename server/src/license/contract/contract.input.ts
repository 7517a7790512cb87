import { Field, InputType } from 'type-graphql';
import { DateTime } from '../../core/graphql/scalars.ts';
import { Product } from '../product.ts';

@InputType({ description: 'The termination of the contract.' })
export class TerminateContractInput {
  @Field(() => DateTime, {
    description:
      'The end to which the contract still runs, as it was shown: `license.expiresAt`. Refused with CONFLICT where that has changed meanwhile.',
  })
  runsUntil!: Date;
}

@InputType({ description: 'With which product the contract goes on.' })
export class ChangeNextProductInput {
  @Field(() => Product, { nullable: true, description: 'A smaller product; null for the present one.' })
  product?: Product | null;
}
