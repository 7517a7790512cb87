import { Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Account } from '../account/account.entity.ts';
import type { Clock, Context, ViewerContext } from '../core/context.ts';
import { Right } from '../core/viewer.ts';
import { masked } from './key/license-key.ts';
import { License } from './license.entity.ts';
import type { LicenseService } from './license.service.ts';
import { LicenseState, Namespace, type ShownLicense, stateOf } from './license.type.ts';

@Resolver(() => License)
export class LicenseResolver {
  constructor(
    private readonly licenses: LicenseService,
    private readonly now: Clock,
  ) {}

  @Authorized(Right.LICENSE_READ)
  @Query(() => License, { description: "The account's license." })
  license(@Ctx() { viewer, loaders }: ViewerContext): Promise<ShownLicense | null> {
    return loaders.by(this.licenses.byAccounts).load(viewer.accountId);
  }

  @FieldResolver(() => String, {
    description: 'The key with all but its last four characters hidden. `revealLicenseKey` shows it.',
  })
  keyMasked(@Root() license: License): string {
    return masked(this.licenses.keyOf(license));
  }

  @FieldResolver(() => LicenseState, { description: 'Whether it holds.' })
  state(@Root() license: License): LicenseState {
    return stateOf(license, this.now());
  }

  @FieldResolver(() => Namespace, {
    nullable: true,
    description: "The account's own namespace; null where it has none.",
  })
  namespace(@Root() { namespace }: ShownLicense): Namespace | null {
    return namespace;
  }
}

/** Account.license. It stands here, not in account/, because this folder owns the foreign key. */
@Resolver(() => Account)
export class AccountLicenseResolver {
  constructor(private readonly licenses: LicenseService) {}

  @Authorized(Right.LICENSE_READ)
  @FieldResolver(() => License, { description: "The account's license." })
  license(@Root() account: Account, @Ctx() { loaders }: Context): Promise<ShownLicense | null> {
    return loaders.by(this.licenses.byAccounts).load(account.id);
  }
}
