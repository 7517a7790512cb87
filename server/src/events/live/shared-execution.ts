import { createSourceEventStream, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql';
import { publicResult, type Report } from '../../core/graphql/public-errors.ts';
import type { Member } from '../../core/socket/live-socket.ts';
import { sendFrame } from '../../core/socket/frame.ts';
import { Gathering } from '../feed/gathered.ts';
import { Seat } from './seat.ts';
import { isStateSource } from './state-source.ts';

/** How an operation is run: one event of a subscription, whose root value is what its source yielded. */
export type Run = (args: ExecutionArgs) => Promise<ExecutionResult>;

/** A subscription that is executed once for all who may see exactly the same. */
export class SharedExecution {
  /** Resolves once the source has begun: to the refusal, where it did not. */
  readonly opened: Promise<ExecutionResult | undefined>;
  private readonly seats = new Set<Seat>();
  private source: AsyncIterator<unknown> | undefined;
  private lastState: string | undefined;
  private hasEnded = false;

  /** @param onEnd is called once, when the last member has left or the source has ended */
  constructor(
    private readonly args: ExecutionArgs,
    private readonly run: Run,
    private readonly report: Report,
    private readonly onEnd: () => void,
  ) {
    this.opened = this.open();
  }

  /** Up to which number of the log everything was sent, where the source is one of events. */
  get position(): bigint {
    if (!(this.source instanceof Gathering)) throw new Error('The source does not follow the log');
    return this.source.position;
  }

  /** Keeps the execution going for a member, who is sent nothing until `take`. */
  reserve(member: Member): Seat {
    const seat = new Seat(member);
    this.seats.add(seat);
    return seat;
  }

  /** From now on the member is sent everything; what comes before `release` is held for it. */
  hold(seat: Seat): void {
    seat.isTaken = true;
    seat.held = [];
  }

  /** Sends what was held; from now on the member is sent everything at once. */
  release(seat: Seat): void {
    const held = seat.held ?? [];
    seat.held = undefined;
    for (const payload of held) send(seat.member, frameOf(seat.member.id, payload));
  }

  /** From now on the member is sent everything, beginning with the present state where the source has one. */
  take(seat: Seat): void {
    seat.isTaken = true;
    if (this.lastState !== undefined) send(seat.member, frameOf(seat.member.id, this.lastState));
  }

  /** The member is sent nothing more. May be called twice. */
  leave(seat: Seat): void {
    seat.end();
    if (this.seats.delete(seat) && this.seats.size === 0) this.finish();
  }

  private async open(): Promise<ExecutionResult | undefined> {
    try {
      const source = await createSourceEventStream(this.args);
      if (!(Symbol.asyncIterator in source)) {
        this.finish();
        return source;
      }
      this.source = source[Symbol.asyncIterator]();
      if (this.source instanceof Gathering) await this.source.from;
      if (this.hasEnded) void this.source.return?.();
      else void this.pump(this.source, isStateSource(source));
      return undefined;
    } catch (error) {
      this.finish();
      return {
        errors: [
          error instanceof GraphQLError ? error : new GraphQLError('No source', { originalError: asError(error) }),
        ],
      };
    }
  }

  private async pump(source: AsyncIterator<unknown>, isState: boolean): Promise<void> {
    try {
      for (let next = await source.next(); !next.done && !this.hasEnded; next = await source.next()) {
        const result = await this.run({ ...this.args, rootValue: next.value });
        const payload = JSON.stringify(publicResult(result, this.report));
        if (isState) this.lastState = payload;
        this.broadcast(payload);
      }
      this.finish();
    } catch (error) {
      this.finish(asError(error));
    }
  }

  /** Members with equal operation ids share one frame, which is encoded once. */
  private broadcast(payload: string): void {
    const frames = new Map<string, Buffer>();
    for (const { member, isTaken, held } of this.seats) {
      if (!isTaken) continue;
      if (held) {
        held.push(payload);
        continue;
      }
      const frame = frames.get(member.id) ?? frameOf(member.id, payload);
      frames.set(member.id, frame);
      send(member, frame);
    }
  }

  private finish(failure?: Error): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.onEnd();
    void this.source?.return?.();
    for (const seat of this.seats) seat.end(failure);
    this.seats.clear();
  }
}

/** A message of graphql-transport-ws, as graphql-ws itself would write it. */
const frameOf = (id: string, payload: string): Buffer =>
  Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":${payload}}`);

function send({ socket }: Member, frame: Buffer): void {
  void sendFrame(socket, frame);
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
