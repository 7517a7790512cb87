import { Field, ObjectType } from 'type-graphql';
import { ApiToken } from './api-token.entity.ts';

@ObjectType({ description: 'A new API token.', simpleResolvers: true })
export class CreateApiTokenPayload {
  @Field(() => ApiToken, { description: 'What is known of it from now on.' })
  apiToken!: ApiToken;

  @Field(() => String, {
    nullable: true,
    description:
      'The token itself, for `Authorization: Bearer <secret>`. Shown this once: null where the same idempotency key had it before.',
  })
  secret!: string | null;
}
