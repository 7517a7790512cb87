import { stat, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';

import { useFolder } from '../../test/temporary-folder.ts';
import { Refusal } from '../refusal.ts';
import { NotRunning, askAgent } from './control-client.ts';
import { ControlServer } from './control-server.ts';
import { type ControlRequest, controlPath } from './protocol.ts';

describe('the control interface', () => {
  const folder = useFolder();
  const servers: ControlServer[] = [];
  const listen = async (path: string, obey: (request: ControlRequest) => Promise<unknown>): Promise<void> => {
    servers.push(await ControlServer.listen(path, obey));
  };
  const echo = (request: ControlRequest): Promise<unknown> => Promise.resolve(request);

  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  it('answers what was asked', async () => {
    const path = folder.path('control.sock');
    await listen(path, echo);

    expect(await askAgent<unknown>(path, { command: 'end', id: '42' })).toEqual({ command: 'end', id: '42' });
  });

  it("is its owner's alone", async () => {
    const path = folder.path('control.sock');
    await listen(path, echo);

    expect((await stat(path)).mode & 0o777).toBe(0o600);
  });

  it('hands a refusal on with its code', async () => {
    const path = folder.path('control.sock');
    await listen(path, () => Promise.reject(new Refusal('SESSION_LIMIT_REACHED', 'No place is free')));

    const error: unknown = await askAgent(path, { command: 'sessions' }).catch((thrown: unknown) => thrown);

    expect(error).toEqual(new Refusal('SESSION_LIMIT_REACHED', 'No place is free'));
  });

  it('says where no agent runs', async () => {
    await expectAsync(askAgent(folder.path('control.sock'), { command: 'status' })).toBeRejectedWithError(NotRunning);
  });

  it('is not taken over from an agent that runs', async () => {
    const path = folder.path('control.sock');
    await listen(path, echo);

    await expectAsync(ControlServer.listen(path, echo)).toBeRejectedWithError(/Another agent/);
    expect(await askAgent<unknown>(path, { command: 'status' })).toEqual({ command: 'status' });
  });

  it('takes the place of what a killed agent left behind', async () => {
    const path = folder.path('control.sock');
    await writeFile(path, '');

    await listen(path, echo);

    expect(await askAgent<unknown>(path, { command: 'status' })).toEqual({ command: 'status' });
  });

  it('outlives those who talk nonsense, endlessly or not at all', async () => {
    const path = folder.path('control.sock');
    await listen(path, echo);
    const say = (text: string): Promise<string> =>
      new Promise(resolve => {
        let answer = '';
        const socket = connect(path, () => socket.end(text));
        socket.setEncoding('utf8').on('data', (chunk: string) => (answer += chunk));
        socket.on('error', () => undefined).on('close', () => resolve(answer));
      });

    const answers = [await say('{"command":\n'), await say('x'.repeat(200_000)), await say('')];

    expect(answers.map(answer => answer.includes('"ok":true'))).toEqual([false, false, false]);
    expect(await askAgent<unknown>(path, { command: 'status' })).toEqual({ command: 'status' });
  });

  it('cuts off who still waits when the agent stops', async () => {
    const path = folder.path('control.sock');
    let ask = (): void => undefined;
    const asked = new Promise<void>(resolve => (ask = resolve));
    await listen(path, () => {
      ask();
      return new Promise(() => undefined);
    });
    const waiting = askAgent(path, { command: 'status' });
    await asked;

    await servers.splice(0)[0]?.close();

    await expectAsync(waiting).toBeRejected();
  }, 5_000);
});

describe('the place of the control interface', () => {
  it('is beside the identity', () => {
    expect(controlPath('/var/lib/mydesk/identity.json', 'linux')).toBe('/var/lib/mydesk/identity.json.sock');
  });

  it('is a named pipe on Windows, the same for the same file', () => {
    expect(controlPath('/home/A.json', 'win32')).toMatch(/^\\\\\.\\pipe\\mydesk-agent-[0-9a-f]{16}$/);
    expect(controlPath('/home/A.json', 'win32')).toBe(controlPath('/home/a.json', 'win32'));
  });

  it('is refused where its path would be too long for a socket', () => {
    expect(() => controlPath(`/${'a'.repeat(120)}`, 'linux')).toThrowError(/too long/);
  });

  it('leaves no path that the system would refuse', async () => {
    const longest = `/tmp/${'a'.repeat(93)}`;
    const server = createServer().listen(controlPath(longest, 'linux'));
    await new Promise((resolve, reject) => server.once('listening', resolve).once('error', reject));
    await new Promise(resolve => server.close(resolve));

    expect(controlPath(longest, 'linux').length).toBe(103);
  });
});
