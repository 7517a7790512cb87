import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { KeyedInput } from '../../core/idempotency.ts';
import { Networks, PlainText } from '../../core/graphql/validation.ts';
import type { Right } from '../../core/viewer.ts';
import { PASSWORD_LENGTH } from '../password/new-password.ts';
import { TOKEN_SCOPES, TokenScope } from './token-scope.ts';

/** For how long a token holds where nobody says. */
export const DEFAULT_DAYS = 90;
const LONGEST_DAYS = 3650;
const MOST_NETWORKS = 20;

@InputType({ description: 'The API token that is wanted.' })
export class CreateApiTokenInput extends KeyedInput {
  @Field(() => String, { description: 'What it is to be called: 1 to 100 characters.' })
  @PlainText(100, 1)
  name!: string;

  @Field(() => [TokenScope], { description: 'What it may do: at least one, and nothing that its maker may not do.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(TOKEN_SCOPES.length)
  @ArrayUnique()
  scopes!: Right[];

  @Field(() => Int, {
    nullable: true,
    defaultValue: DEFAULT_DAYS,
    description: `For how many days it holds: 1 to ${String(LONGEST_DAYS)}; null for ever.`,
  })
  @IsOptional()
  @Min(1)
  @Max(LONGEST_DAYS)
  expiresInDays?: number | null;

  @Field(() => [String], {
    nullable: true,
    description: `The addresses and networks, such as 192.0.2.0/24, from which alone it may come; at most ${String(MOST_NETWORKS)}, null for any.`,
  })
  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NETWORKS)
  @Networks()
  networks?: string[] | null;

  @Field(() => String, { description: "The maker's own password, once more." })
  @MaxLength(2 * PASSWORD_LENGTH.max, { message: 'password is longer than any' })
  password!: string;
}
