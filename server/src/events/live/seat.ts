import type { Member } from '../../core/socket/live-socket.ts';

/** A member's place in a shared execution. */
export class Seat {
  /** Resolves when nothing more comes: to why, where the execution has failed. */
  readonly ended: Promise<Error | undefined>;
  /** What was sent while the member was not ready for it, in order; undefined once it is. */
  held: string[] | undefined;
  /** Whether it takes part; before that it only keeps the execution going. */
  isTaken = false;
  hasEnded = false;
  private resolve!: (failure: Error | undefined) => void;

  constructor(readonly member: Member) {
    this.ended = new Promise(resolve => (this.resolve = resolve));
  }

  /** @param failure why, where the execution has failed */
  end(failure?: Error): void {
    this.hasEnded = true;
    this.resolve(failure);
  }
}
