import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import type { LicenseService } from '../license.service.ts';
import { LicenseKeyPayload, ResetLicenseKeyInput } from './license-key.input.ts';
import type { LicenseKeyService } from './license-key.service.ts';

@Resolver()
export class LicenseKeyResolver {
  constructor(
    private readonly licenses: LicenseService,
    private readonly service: LicenseKeyService,
  ) {}

  @Authorized(Right.LICENSE_READ, Right.LICENSE_KEY)
  @Mutation(() => LicenseKeyPayload, {
    description: 'Shows the license key. A mutation, because the log then says who has seen it.',
  })
  async revealLicenseKey(@Ctx() { viewer, origin }: ViewerContext): Promise<LicenseKeyPayload> {
    const key = await this.service.reveal(viewer, origin);
    return { key, license: await this.licenses.shown(viewer.accountId) };
  }

  @Authorized(Right.LICENSE_READ, Right.LICENSE_KEY)
  @Mutation(() => LicenseKeyPayload, {
    description:
      'Gives the license a new random key, and shows it. The old one enrolls nothing from now on; devices that have enrolled stay. The keys of custom clients are their own.',
  })
  async resetLicenseKey(
    @Arg('input', () => ResetLicenseKeyInput, { nullable: true }) input: ResetLicenseKeyInput | null,
    @Ctx() { viewer, origin }: ViewerContext,
  ): Promise<LicenseKeyPayload> {
    const key = await this.service.reset(viewer, input ?? {}, origin);
    return { key, license: await this.licenses.shown(viewer.accountId) };
  }
}
