import { setTimeout as delay } from 'node:timers/promises';
import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, print } from 'graphql';
import { canonical } from '../../core/canonical.ts';
import type { ViewerContext } from '../../core/context.ts';
import { ApiError } from '../../core/errors.ts';
import type { Report } from '../../core/graphql/public-errors.ts';
import { Loaders } from '../../core/graphql/loaders.ts';
import type { Member, SubscribeStrategy } from '../../core/socket/live-socket.ts';
import { rightsKey } from '../../core/viewer.ts';
import { endable, mapped } from '../endable.ts';
import { Resumed } from '../resumed.ts';
import { beginningOf } from './resumption.ts';
import type { Revoker } from './revoker.ts';
import { Running } from './running.ts';
import type { Seat } from './seat.ts';
import { type Run, SharedExecution } from './shared-execution.ts';

/** How long a member waits for a process that has not read as far as the member's cursor, before it looks again. */
const BEHIND_MS = 20;

type Results = AsyncGenerator<ExecutionResult>;

/**
 * Runs subscriptions: one execution for all who ask for the same (document, operation, variables) and may see exactly the
 * same, one payload for all of them. What belongs to one member, its past and its end, goes through graphql-ws; what
 * is shared goes straight to the sockets.
 */
export class SharedSubscriptions {
  private readonly executions = new Map<string, SharedExecution>();
  private readonly running = new Running();

  constructor(
    private readonly run: Run,
    private readonly revoker: Revoker,
    private readonly report: Report,
  ) {}

  readonly subscribe: SubscribeStrategy = async (args, member) => {
    if (!(await this.revoker.admits(member.viewer))) {
      return { errors: [new ApiError('UNAUTHENTICATED', 'The sign-in has ended')] };
    }
    const begun = await this.begin(args, member);
    if (!(Symbol.asyncIterator in begun)) return begun;

    const done = this.running.add(member.socket, () => void results.return(undefined));
    const results: Results = endable(begun, () => {
      done();
      void begun.return(undefined);
    });
    return results;
  };

  private async begin(args: ExecutionArgs, member: Member): Promise<Results | ExecutionResult> {
    const beginning = beginningOf(args.document);
    // What a device is sent is its own, and marked as delivered to this connection.
    if (member.viewer.kind === 'device' || beginning === 'ALONE') return this.alone(args);
    if (beginning === 'NOW') return this.live(args, member);

    const { variable } = beginning;
    const now = { ...args, variableValues: { ...args.variableValues, [variable]: null } };
    return (args.variableValues?.[variable] ?? null) === null
      ? this.live(now, member)
      : this.resumed(args, now, member);
  }

  private async alone(args: ExecutionArgs): Promise<Results | ExecutionResult> {
    const source = await createSourceEventStream(args);
    if (!(Symbol.asyncIterator in source)) return source;
    return mapped(source, rootValue => this.run({ ...args, rootValue }));
  }

  private async live(args: ExecutionArgs, member: Member): Promise<Results | ExecutionResult> {
    const execution = this.execution(args, member);
    const seat = execution.reserve(member);
    const refusal = await execution.opened;
    return refusal ?? this.member(execution, seat);
  }

  private async resumed(args: ExecutionArgs, now: ExecutionArgs, member: Member): Promise<Results | ExecutionResult> {
    const past = await createSourceEventStream(args);
    if (!(past instanceof Resumed)) return past as ExecutionResult;
    const execution = this.execution(now, member);
    const seat = execution.reserve(member);
    const refusal = await execution.opened;
    return refusal ?? this.member(execution, seat, this.catchUp(args, past, execution, seat));
  }

  /** What a member is sent by graphql-ws: its own past, where it has one, and then nothing until all is over. */
  private member(execution: SharedExecution, seat: Seat, past?: Results): Results {
    async function* results(): Results {
      if (past) yield* past;
      else execution.take(seat);
      const failure = await seat.ended;
      if (failure) throw failure;
    }
    return endable(results(), () => {
      execution.leave(seat);
    });
  }

  /** Sends the member's own past until it has come as far as the others, then lets it join them. */
  private async *catchUp(args: ExecutionArgs, past: Resumed, execution: SharedExecution, seat: Seat): Results {
    const run = (from: bigint, upTo: () => bigint) =>
      pagesOf(past, from, upTo, page => this.run({ ...args, rootValue: page }));
    const seq = yield* run(past.after, () => execution.position);
    while (!seat.hasEnded && execution.position < seq) await delay(BEHIND_MS);

    // Held in the same turn in which the place is read: what comes after it is held, what came before is read.
    const joinedAt = execution.position;
    execution.hold(seat);
    yield* run(seq, () => joinedAt);
    execution.release(seat);
  }

  private execution(args: ExecutionArgs, member: Member): SharedExecution {
    const key = keyOf(args, member);
    const known = this.executions.get(key);
    if (known) return known;

    const context = args.contextValue as ViewerContext;
    const contextValue = {
      viewer: context.viewer,
      origin: context.origin,
      loaders: new Loaders(false),
      isShared: true,
    };
    const execution = new SharedExecution({ ...args, contextValue }, this.run, this.report, () => {
      if (this.executions.get(key) === execution) this.executions.delete(key);
    });
    this.executions.set(key, execution);
    return execution;
  }
}

function keyOf({ document, operationName, variableValues }: ExecutionArgs, { viewer }: Member): string {
  const text = document.loc?.source.body ?? print(document);
  return [rightsKey(viewer), operationName ?? '', canonical(variableValues ?? {}), text].join('\n');
}

async function* pagesOf(
  past: Resumed,
  from: bigint,
  upTo: () => bigint,
  run: (page: unknown) => Promise<ExecutionResult>,
): AsyncGenerator<ExecutionResult, bigint> {
  const pages = past.past(from, upTo);
  for (;;) {
    const next = await pages.next();
    if (next.done) return next.value;
    yield await run(next.value);
  }
}
