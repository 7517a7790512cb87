import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { type DeviceViewer, Right } from '../../core/viewer.ts';
import type { CommandDelivery } from '../command/command-delivery.ts';
import { Command } from '../command.type.ts';
import type { PresenceService } from './presence.service.ts';
import { ReportPresenceInput } from './report.input.ts';

@Resolver()
export class PresenceReportResolver {
  constructor(
    private readonly presence: PresenceService,
    private readonly delivery: CommandDelivery,
  ) {}

  @Authorized(Right.DEVICE)
  @Mutation(() => [Command], {
    description:
      'Keeps a device online that can hold no WebSocket: it is STALE 30 seconds after its last report and OFFLINE after 45. ' +
      'Answers the commands that wait for it, the oldest first, at most 100.',
  })
  async reportPresence(
    @Arg('input', () => ReportPresenceInput) { bootId, version, configurationVersion, deviceTime }: ReportPresenceInput,
    @Ctx() { viewer }: ViewerContext<DeviceViewer>,
  ): Promise<Command[]> {
    await this.presence.reported(viewer, {
      bootId: bootId || null,
      version: version || null,
      configurationVersion: configurationVersion ?? null,
      deviceTime: deviceTime ?? null,
    });
    return this.delivery.take(viewer);
  }
}
