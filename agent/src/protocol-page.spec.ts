import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { useDevices } from '../test/devices.ts';
import { eventually } from '../test/eventually.ts';
import { type RunningProgram, start } from '../test/process.ts';

describe("the protocol page's whole device", () => {
  const devices = useDevices();
  const programs: RunningProgram[] = [];
  afterEach(async () => {
    for (const { process } of programs) process.kill('SIGKILL');
    await Promise.all(programs.splice(0).map(({ ended }) => ended));
  });

  const call = async (number: string): Promise<RunningProgram> => {
    const page = await readFile(new URL('../../docs/device-protocol.md', import.meta.url), 'utf8');
    const code = /```js\n(.*?)```/s.exec(page)?.[1] ?? '';
    const { url, key } = devices.portal();
    const environment = { SERVER: url, KEY: key, HARDWARE_ID: randomUUID(), CALL: number };
    const program = start('agent', ['--input-type=module', '-e', code], environment);
    programs.push(program);
    return program;
  };

  it('holds a session with another, and ends it with a goodbye', async () => {
    const { device } = await devices.connected();
    const program = await call(device.identity.clientId);
    const [session] = await eventually(() => device.sessions.length > 0 && device.sessions);

    program.process.kill('SIGINT');

    expect(await program.ended).toBe(0);
    expect((await devices.sessionAt(session?.sessionId)).endReason).toBe('CLOSED_BY_PEER');
  });

  it('closes a session when the portal says so', async () => {
    const { device } = await devices.connected();
    const program = await call(device.identity.clientId);
    const [session] = await eventually(() => device.sessions.length > 0 && device.sessions);

    await devices.portal().ask('mutation ($id: ID!) { closeSession(id: $id) { id } }', { id: session?.sessionId });

    await eventually(() => program.output().includes('CLOSE_SESSION CONFIRMED'));
    expect((await devices.sessionAt(session?.sessionId)).endReason).toBe('CLOSED_BY_PORTAL');
  });
});
