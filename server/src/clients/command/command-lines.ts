import { newId } from '../../core/ids.ts';
import { type Command, CommandKind, CommandState } from '../command.type.ts';

/** How long a device's farewell may take to be sent. */
const FAREWELL_MS = 1000;

/** A device's open subscription to its commands. */
export interface CommandLine {
  /** Sends a last command. Resolves when it has been sent, or the line has ended before. */
  end(last: Command): Promise<void>;
}

/** The open subscriptions to commands in this process, by device, so that a last word reaches it before it is cut off. */
export class CommandLines {
  private readonly byClient = new Map<string, Set<CommandLine>>();

  add(clientId: string, line: CommandLine): void {
    const lines = this.byClient.get(clientId);
    if (lines) lines.add(line);
    else this.byClient.set(clientId, new Set([line]));
  }

  delete(clientId: string, line: CommandLine): void {
    const lines = this.byClient.get(clientId);
    if (lines?.delete(line) && lines.size === 0) this.byClient.delete(clientId);
  }

  /** Tells a device that it was removed. Resolves when that is sent; after a second in any case. */
  async farewell(clientId: string): Promise<void> {
    const lines = [...(this.byClient.get(clientId) ?? [])];
    if (lines.length === 0) return;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise(resolve => (timer = setTimeout(resolve, FAREWELL_MS)));
    await Promise.race([Promise.all(lines.map(line => line.end(removedCommand()))), late]);
    clearTimeout(timer);
  }
}

/** It is not kept: whoever was removed cannot come back to fetch it. */
function removedCommand(): Command {
  const now = new Date();
  return {
    id: newId(),
    kind: CommandKind.REMOVED,
    state: CommandState.DELIVERED,
    sessionId: null,
    data: {},
    createdAt: now,
    expiresAt: now,
  };
}
