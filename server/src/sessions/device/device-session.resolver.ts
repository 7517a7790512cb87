import { Arg, Authorized, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Command, CommandResult } from '../../clients/command.type.ts';
import type { ViewerContext } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import { type DeviceViewer, Right } from '../../core/viewer.ts';
import { Session } from '../session.entity.ts';
import type { SessionLog } from '../session-log.ts';
import type { SessionFacts } from '../session-row.ts';
import { EndSessionInput, ReportSessionsInput, StartSessionInput } from './device-session.input.ts';
import { ReportSessionsPayload } from './device-session.type.ts';
import type { DeviceSessionsService } from './device-sessions.service.ts';
import type { SessionReportsService } from './session-reports.service.ts';

/** What devices say of their sessions. All of it may be said again after a lost answer. */
@Resolver()
export class DeviceSessionResolver {
  constructor(
    private readonly log: SessionLog,
    private readonly service: DeviceSessionsService,
    private readonly reports: SessionReportsService,
  ) {}

  @Authorized(Right.DEVICE)
  @Mutation(() => Session, {
    description:
      'Starts a session from or to this device. The same bootId and localId again change nothing and answer the same ' +
      'session. Where the other end has reported it already, it is linked with that. Refuses with LICENSE_EXPIRED, ' +
      'SESSION_LIMIT_REACHED and DEVICE_LIMIT_REACHED by a license, FORBIDDEN by how a client may connect, NOT_FOUND for an ' +
      'alias that nobody has and a number that was removed, and CONFLICT above 100 sessions of one device.',
  })
  async startSession(
    @Arg('input', () => StartSessionInput) input: StartSessionInput,
    @Ctx() { viewer }: ViewerContext<DeviceViewer>,
  ): Promise<SessionFacts> {
    return this.shown(viewer, await this.service.start(viewer, input));
  }

  @Authorized(Right.DEVICE)
  @Mutation(() => Session, {
    description:
      'Ends a session that this device has reported. One that has ended stays as it ended. NOT_FOUND where the device never ' +
      'reported it.',
  })
  async endSession(
    @Arg('input', () => EndSessionInput) input: EndSessionInput,
    @Ctx() { viewer }: ViewerContext<DeviceViewer>,
  ): Promise<SessionFacts> {
    return this.shown(viewer, await this.service.end(viewer, input));
  }

  @Authorized(Right.DEVICE)
  @Mutation(() => ReportSessionsPayload, {
    description:
      'All sessions that this device holds, sent on every connection. What it had reported and is missing has ended ' +
      '(CLOSED_BY_PEER, or SUPERSEDED after a restart of the device), what is new starts, and what had ended as lost resumes, ' +
      'as far as the license has places.',
  })
  async reportSessions(
    @Arg('input', () => ReportSessionsInput) input: ReportSessionsInput,
    @Ctx() { viewer }: ViewerContext<DeviceViewer>,
  ): Promise<ReportSessionsPayload> {
    const { sessionIds, close } = await this.reports.report(viewer, input);
    const sessions = new Map((await this.log.byIds(viewer.accountId, sessionIds)).map(each => [each.id, each]));
    return { sessions: sessionIds.flatMap(id => sessions.get(id) ?? []), close };
  }

  @Authorized(Right.DEVICE)
  @Mutation(() => Command, {
    description:
      'Answers a command, after which it is not sent again. A confirmed CLOSE_SESSION ends the session, and so does a rejected ' +
      'INCOMING_SESSION. Answering again changes nothing.',
  })
  acknowledgeCommand(
    @Arg('id', () => ID, { description: "The command's id." }) id: string,
    @Arg('result', () => CommandResult, { description: 'Whether it was done.' }) result: CommandResult,
    @Ctx() { viewer }: ViewerContext<DeviceViewer>,
  ): Promise<Command> {
    return this.service.acknowledge(viewer, id, result);
  }

  private async shown({ accountId }: DeviceViewer, id: string): Promise<SessionFacts> {
    const session = await this.log.get(accountId, id);
    if (!session) throw new ApiError('NOT_FOUND', 'The account has no such session');
    return session;
  }
}
