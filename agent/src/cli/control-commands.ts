import { NotRunning, askAgent } from '../control/control-client.ts';
import { type ControlRequest, type ControlSession, type ControlStatus, controlPath } from '../control/protocol.ts';
import { IdentityFile } from '../identity-file.ts';
import { isEnrolled } from '../identity.ts';
import { EXIT, type Invocation, UsageError } from './invocation.ts';

/** `mydesk-agent status`: 0 where a running agent is connected, 1 where not, 3 where the machine is not enrolled. */
export async function statusCommand(invocation: Invocation): Promise<number> {
  const { options, identityPath, print } = invocation;
  const identity = await new IdentityFile(identityPath).read();
  if (!identity || !isEnrolled(identity)) {
    print('Not enrolled');
    return EXIT.notEnrolled;
  }
  const status = await ask<ControlStatus>(invocation, { command: 'status' }).catch((error: unknown) => {
    if (error instanceof NotRunning) return undefined;
    throw error;
  });
  const { clientId, server, alias, removedAt } = identity;
  const state = removedAt ? 'removed' : !status ? 'not running' : status.isConnected ? 'connected' : 'connecting';
  const sessions = status?.sessions.length ?? 0;
  if (options.json) print(JSON.stringify({ clientId, alias, server, state, sessions }));
  else if (removedAt) print(`${clientId} is unlicensed: removed from ${server} at ${removedAt}`);
  else print(`${alias ? `${alias} (${clientId})` : clientId} at ${server}: ${state}, ${counted(sessions)}`);
  return status?.isConnected ? EXIT.done : EXIT.failed;
}

/** `mydesk-agent connect`: has the running agent hold a session to another device. */
export async function connectCommand(invocation: Invocation): Promise<number> {
  const clientId = onlyArgument(invocation, 'number or alias').replaceAll(' ', '');
  const session = await ask<ControlSession>(invocation, { command: 'connect', clientId, ...commentOf(invocation) });
  if (invocation.options.json) invocation.print(JSON.stringify(session));
  else
    invocation.print(
      `Session ${session.sessionId ?? session.localId} to ${session.toClientId} is held; no pixels are moved`,
    );
  return EXIT.done;
}

/** `mydesk-agent sessions`: what the running agent holds. */
export async function sessionsCommand(invocation: Invocation): Promise<number> {
  const sessions = await ask<ControlSession[]>(invocation, { command: 'sessions' });
  if (invocation.options.json) invocation.print(JSON.stringify(sessions));
  else if (sessions.length === 0) invocation.print('No sessions');
  else
    sessions.forEach(session => {
      invocation.print(row(session));
    });
  return EXIT.done;
}

/** `mydesk-agent end ID`: has the running agent end a session, by the portal's id or its own. */
export async function endCommand(invocation: Invocation): Promise<number> {
  const id = onlyArgument(invocation, 'ID');
  await ask(invocation, { command: 'end', id, ...commentOf(invocation) });
  invocation.print(`Session ${id} ended`);
  return EXIT.done;
}

function ask<Data>({ identityPath }: Invocation, request: ControlRequest): Promise<Data> {
  return askAgent<Data>(controlPath(identityPath), request);
}

function onlyArgument({ words }: Invocation, name: string): string {
  const [command, argument, ...more] = words;
  if (!argument || more.length > 0) throw new UsageError(`${command ?? ''} needs exactly one ${name}`);
  return argument;
}

function commentOf({ options: { comment } }: Invocation): { comment?: string } {
  return comment === undefined ? {} : { comment };
}

function row({ localId, sessionId, fromClientId, toClientId, startedAt }: ControlSession): string {
  return `${localId}  ${sessionId ?? '-'}  ${fromClientId} -> ${toClientId}  since ${startedAt}`;
}

function counted(sessions: number): string {
  return sessions === 1 ? '1 session' : `${String(sessions)} sessions`;
}
