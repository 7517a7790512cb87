import { Authorized, Resolver, Root, Subscription } from 'type-graphql';
import type { ViewerContext } from '../../core/context.ts';
import { fromSources, type HasSources } from '../../core/graphql/sources.ts';
import { type DeviceViewer, Right } from '../../core/viewer.ts';
import { Command } from '../command.type.ts';
import type { CommandStream } from './command-stream.ts';

@Resolver()
export class CommandResolver implements HasSources {
  readonly sources = {
    commands: (_: unknown, { viewer }: ViewerContext) => this.stream.of(viewer as DeviceViewer),
  };

  constructor(private readonly stream: CommandStream) {}

  @Authorized(Right.DEVICE)
  @Subscription(() => Command, {
    subscribe: fromSources,
    description:
      'What the portal tells this device to do: first what waits, the oldest first, then what comes. What is not acknowledged ' +
      'is sent again when the device connects anew, until it expires. REMOVED is the last.',
  })
  commands(@Root() command: Command): Command {
    return command;
  }
}
