import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { EnrollClientPayload } from '../../clients/enrollment/enrollment.input.ts';
import type { Context } from '../../core/context.ts';
import { SigningKey } from './signing-key.entity.ts';
import type { SigningKeys } from './signing-keys.ts';

/** EnrollClientPayload.signingKeys. It stands here, not in clients/, because this folder owns the keys. */
@Resolver(() => EnrollClientPayload)
export class EnrolledKeysResolver {
  constructor(private readonly keys: SigningKeys) {}

  @FieldResolver(() => [SigningKey], {
    description:
      'The keys by which the account is known: pin them, and believe no configuration that none of them has signed. None where the account has made none.',
  })
  signingKeys(@Root() { client }: EnrollClientPayload, @Ctx() { loaders }: Context): Promise<SigningKey[]> {
    return loaders.by(this.keys.byAccounts).load(client.accountId);
  }
}
