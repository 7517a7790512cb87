import { Arg, Authorized, Ctx, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import type { KeyRotation } from './key-rotation.ts';
import { SigningKey } from './signing-key.entity.ts';
import type { SigningKeys } from './signing-keys.ts';

@Resolver()
export class SigningKeyResolver {
  constructor(
    private readonly keys: SigningKeys,
    private readonly rotation: KeyRotation,
  ) {}

  @Authorized(Right.FILES_READ)
  @Query(() => [SigningKey], {
    description:
      'The keys that the account signs its configurations with, the newest last; none before the first is needed.',
  })
  signingKeys(@Ctx() { viewer, loaders }: ViewerContext): Promise<SigningKey[]> {
    return loaders.by(this.keys.byAccounts).load(viewer.accountId);
  }

  @Authorized(Right.FILES_WRITE)
  @Mutation(() => [SigningKey], {
    description:
      'Makes a new signing key. The former goes on signing beside it for so many days, so that devices which know only that one believe in the new one; then it is destroyed. Every custom client gets a new version, which is built and sent. FORBIDDEN as `customClients`, CONFLICT where the account has no key yet or has five.',
  })
  async rotateSigningKey(
    @Arg('overlapDays', () => Int, { defaultValue: 30, description: 'For how many days: 1 to 365.' })
    overlapDays: number,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<SigningKey[]> {
    await this.rotation.rotate(viewer, overlapDays);
    const [keys] = await this.keys.byAccounts([viewer.accountId]);
    return keys ?? [];
  }
}
