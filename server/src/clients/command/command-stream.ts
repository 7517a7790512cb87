import type { DeviceViewer } from '../../core/viewer.ts';
import { endable } from '../../events/endable.ts';
import { EventType } from '../../events/event-type.ts';
import type { Hub } from '../../events/feed/hub.ts';
import type { Command } from '../command.type.ts';
import type { CommandDelivery } from './command-delivery.ts';
import type { CommandLine, CommandLines } from './command-lines.ts';

/** How many commands are known to be sent over a connection; one before those, if it still waits, is sent once more. */
const REMEMBERED = 1000;

/** A device's commands, as long as its connection lives: first what waits, then what comes. */
export class CommandStream {
  constructor(
    private readonly hub: Hub,
    private readonly delivery: CommandDelivery,
    private readonly lines: CommandLines,
  ) {}

  /** The oldest first; each once, unless the device connects anew without having answered it. */
  of(viewer: DeviceViewer): AsyncGenerator<Command> {
    const line = new Line();
    this.lines.add(viewer.clientId, line);
    // Followed from now on, so that nothing falls between what waits and what comes.
    const following = this.hub.followClient(viewer.accountId, viewer.clientId, events => {
      if (events.some(({ type }) => type === EventType.COMMAND_QUEUED)) line.wake();
    });
    following.catch(() => undefined);
    return endable(this.commands(viewer, line, following), () => {
      this.lines.delete(viewer.clientId, line);
      line.close();
      following.then(
        each => each.stop(),
        () => undefined,
      );
    });
  }

  private async *commands(viewer: DeviceViewer, line: Line, following: Promise<unknown>): AsyncGenerator<Command> {
    await following;
    const sent = new Set<string>();
    while (!line.isClosed) {
      line.sleepAgain();
      for (let batch = await this.delivery.take(viewer, sent); batch.length > 0;) {
        for (const command of batch) {
          remember(sent, command.id);
          yield command;
        }
        batch = await this.delivery.take(viewer, sent);
      }
      if (line.last) {
        yield line.last;
        break;
      }
      await line.woken;
    }
  }
}

function remember(sent: Set<string>, id: string): void {
  sent.add(id);
  const [oldest] = sent;
  if (sent.size > REMEMBERED && oldest !== undefined) sent.delete(oldest);
}

/** What a stream waits for. */
class Line implements CommandLine {
  /** What is to be sent before the stream ends. */
  last: Command | undefined;
  isClosed = false;
  woken: Promise<void> = Promise.resolve();
  wake: () => void = () => undefined;
  private readonly ended: Promise<void>;
  private tellEnded!: () => void;

  constructor() {
    this.ended = new Promise(resolve => (this.tellEnded = resolve));
    this.sleepAgain();
  }

  sleepAgain(): void {
    this.woken = new Promise(resolve => (this.wake = resolve));
  }

  end(last: Command): Promise<void> {
    this.last = last;
    this.wake();
    return this.ended;
  }

  /** The stream asks for nothing more: the last command was sent. */
  close(): void {
    this.isClosed = true;
    this.wake();
    this.tellEnded();
  }
}
