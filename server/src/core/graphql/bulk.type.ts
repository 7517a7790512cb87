import { Field, ObjectType } from 'type-graphql';
import { ApiError } from '../errors.ts';

/** How many things a mutation changes at once at most. */
export const MAX_BULK = 100;

@ObjectType({ description: 'Why one of many things was not changed.', simpleResolvers: true })
export class Refusal {
  @Field(() => String, { description: 'One of the codes by which operations are refused.' })
  code!: string;

  @Field(() => String, { description: 'The reason, in English.' })
  message!: string;
}

/**
 * A refusal as the result of one of many.
 *
 * @param report is given what the caller must not see
 */
export function refusalOf(error: unknown, report: (cause: unknown) => void): Refusal {
  if (error instanceof ApiError) return { code: error.code, message: error.message };
  report(error);
  return { code: 'INTERNAL_SERVER_ERROR', message: 'Internal server error' };
}
