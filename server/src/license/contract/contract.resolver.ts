import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { Right } from '../../core/viewer.ts';
import { License } from '../license.entity.ts';
import type { LicenseService } from '../license.service.ts';
import { ChangeNextProductInput, TerminateContractInput } from './contract.input.ts';
import type { ContractService } from './contract.service.ts';

@Resolver()
export class ContractResolver {
  constructor(
    private readonly licenses: LicenseService,
    private readonly service: ContractService,
  ) {}

  @Authorized(Right.CONTRACT)
  @Mutation(() => License, {
    description:
      'Terminates the contract to the end of its period, until when everything goes on. CONFLICT where it was terminated before, has ended, or ends at another moment than `runsUntil`; `details` has expiresAt and terminatesAt.',
  })
  async terminateContract(
    @Arg('input', () => TerminateContractInput) input: TerminateContractInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<License> {
    await this.service.terminate(viewer, input.runsUntil);
    return this.licenses.shown(viewer.accountId);
  }

  @Authorized(Right.CONTRACT)
  @Mutation(() => License, {
    description: 'Takes the termination of the contract back. CONFLICT where there is none, or its end has come.',
  })
  async withdrawTermination(@Ctx() { viewer }: ViewerContext): Promise<License> {
    await this.service.withdraw(viewer);
    return this.licenses.shown(viewer.accountId);
  }

  @Authorized(Right.CONTRACT)
  @Mutation(() => License, {
    description:
      'Says with which smaller product the contract goes on at the end of its year; until then nothing changes. Refused with CONFLICT for a product that is no smaller and for a contract that does not go on; with SEAT_LIMIT_REACHED and the like where more is in use than the product allows, which must be freed first.',
  })
  async changeNextProduct(
    @Arg('input', () => ChangeNextProductInput) input: ChangeNextProductInput,
    @Ctx() { viewer }: ViewerContext,
  ): Promise<License> {
    await this.service.changeNextProduct(viewer, input.product ?? null);
    return this.licenses.shown(viewer.accountId);
  }
}
