import { chmod, readFile, stat } from 'node:fs/promises';

import { eventually } from '../test/eventually.ts';
import { usePortal } from '../test/portal.ts';
import { type RunningProgram, start } from '../test/process.ts';
import { useFolder } from '../test/temporary-folder.ts';
import type { Identity } from './identity.ts';

describe('mydesk-agent', () => {
  const portal = usePortal();
  const folder = useFolder();
  const programs: RunningProgram[] = [];
  afterEach(async () => {
    for (const { process } of programs) process.kill('SIGKILL');
    await Promise.all(programs.splice(0).map(({ ended }) => ended));
  });

  const call = (args: string[], environment: Record<string, string> = {}): RunningProgram => {
    const program = start('agent', ['src/main.ts', ...args], {
      MYDESK_AGENT_HOME: folder.path('home'),
      ...environment,
    });
    programs.push(program);
    return program;
  };
  const result = async (...args: string[]): Promise<{ code: number | null; output: string }> => {
    const { ended, output } = call(args);
    return { code: await ended, output: output() };
  };
  const enroll = async (): Promise<void> => {
    const environment = { MYDESK_LICENSE: portal().key };
    const hardwareId = `cli-${String(Math.random())}`;
    const { ended, output } = call(['enroll', '--server', portal().url, '--hardware-id', hardwareId], environment);
    if ((await ended) !== 0) throw new Error(output());
  };
  const run = async (): Promise<RunningProgram> => {
    const program = call(['run']);
    await eventually(() => program.process.exitCode !== null || program.output().includes(' connected ')).catch(() => {
      throw new Error(`Not connected: ${program.output()}`);
    });
    if (program.process.exitCode !== null) throw new Error(program.output());
    return program;
  };
  const identity = async (): Promise<Identity> =>
    JSON.parse(await readFile(folder.path('home/identity.json'), 'utf8')) as Identity;

  it('enrolls, and keeps who it is for its owner alone', async () => {
    await enroll();

    expect((await identity()).clientId).toMatch(/^\d{9,10}$/);
    expect((await stat(folder.path('home/identity.json'))).mode & 0o777).toBe(0o600);
  });

  it('does not run with an identity that others may read', async () => {
    await enroll();
    await chmod(folder.path('home/identity.json'), 0o644);

    const { code, output } = await result('run');

    expect(code).toBe(1);
    expect(output).toContain('chmod 600');
  });

  it('holds a session on the running agent, lists it and ends it', async () => {
    await enroll();
    await run();

    const connected = await result('connect', '987654321', '--comment', 'from a script');
    const listed = await result('sessions', '--json');
    const [session] = JSON.parse(listed.output) as { sessionId: string }[];
    const ended = await result('end', session?.sessionId ?? '', '--comment', 'done');

    expect([connected, listed, ended].map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(connected.output).toContain('no pixels are moved');
    const shown = await portal().ask('query ($id: ID!) { session(id: $id) { isActive } }', { id: session?.sessionId });
    expect(shown).toEqual({ session: { isActive: false } });
    expect((await result('sessions')).output).toBe('No sessions\n');
  });

  it('says what it is, and what it is not', async () => {
    const stranger = await result('status');
    await enroll();
    const idle = await result('status', '--json');
    await run();
    const connected = await result('status', '--json');

    expect(stranger.code).toBe(3);
    expect([idle, connected].map(({ output }) => (JSON.parse(output) as { state: string }).state)).toEqual([
      'not running',
      'connected',
    ]);
    expect([idle.code, connected.code]).toEqual([1, 0]);
  });

  it('ends its sessions and leaves when it is told to stop', async () => {
    await enroll();
    const program = await run();
    const { output } = await result('connect', '987654321');
    const id = /Session (\d+)/.exec(output)?.[1];

    program.process.kill('SIGTERM');

    expect(await program.ended).toBe(0);
    const shown = await portal().ask('query ($id: ID!) { session(id: $id) { endReason } }', { id });
    expect(shown).toEqual({ session: { endReason: 'CLOSED_BY_PEER' } });
  });

  it('starts again after it was killed, and is the same device', async () => {
    await enroll();
    const program = await run();
    await result('connect', '987654321');
    program.process.kill('SIGKILL');
    await program.ended;

    await run();

    expect((await result('sessions')).output).toBe('No sessions\n');
  });

  it('leaves with an exit code of its own when it was removed', async () => {
    await enroll();
    const program = await run();

    const { clientId } = await identity();
    await portal().ask('mutation ($id: ID!) { removeClient(id: $id) { id } }', { id: clientId });

    expect(await program.ended).toBe(11);
    expect(program.output()).toContain('unlicensed: removed from the account');
    expect((await result('run')).code).toBe(11);
    expect((await result('status')).output).toContain('is unlicensed');
  });

  it('never prints its token', async () => {
    await enroll();
    const program = await run();
    const { token } = await identity();
    program.process.kill('SIGTERM');
    await program.ended;

    expect(program.output()).toContain('connected');
    expect(program.output()).not.toContain(token);
  });

  const usages: [what: string, args: string[], code: number, text: RegExp][] = [
    ['help', ['--help'], 0, /Usage/],
    ['its version', ['--version'], 0, /^\d+\.\d+\.\d+\n$/],
    ['no command', [], 2, /No command/],
    ['an unknown command', ['fly'], 2, /no command fly/],
    ['an enrollment without a key', ['enroll', '--server', 'https://portal.example.com'], 2, /--license/],
    ['a run before enrollment', ['run'], 3, /not enrolled/],
    ['a session without an agent', ['connect', '123456789'], 1, /No agent is running/],
  ];
  for (const [what, args, code, text] of usages) {
    it(`called for ${what} exits with ${code}`, async () => {
      const answer = await result(...args);

      expect(answer.code).toBe(code);
      expect(answer.output).toMatch(text);
    });
  }
});
