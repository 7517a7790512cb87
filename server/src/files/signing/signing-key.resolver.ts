import { Authorized, Ctx, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { SigningKey } from './signing-key.entity.ts';
import type { SigningKeys } from './signing-keys.ts';

@Resolver()
export class SigningKeyResolver {
  constructor(private readonly keys: SigningKeys) {}

  @Authorized(Right.FILES_READ)
  @Query(() => [SigningKey], {
    description:
      'The keys that the account signs its configurations with, the newest last; none before the first is needed.',
  })
  signingKeys(@Ctx() { viewer, loaders }: ViewerContext): Promise<SigningKey[]> {
    return loaders.by(this.keys.byAccounts).load(viewer.accountId);
  }
}
