import { untilShown } from '../../../test/devices.ts';
import type { MadeClient } from '../../../test/make.ts';
import { granted, type Office, sessionDesk } from '../../../test/session-desk.ts';
import type { SocketClient } from '../../../test/socket-client.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOTE = '987654321';

describe('a session whose device is lost', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));
  const sweep = () => api.portal.services.sessions.sweeper.sweep();

  /** Cuts the device off now, and lets its grace of 10 s pass. */
  async function lose(office: Office, device: MadeClient, socket: SocketClient): Promise<void> {
    socket.socket.terminate();
    await untilShown(api, office, device, 'STALE');
    later(10);
    await api.portal.services.keeper.sweep();
  }

  async function lost(license = {}) {
    const office = await desk.office(license);
    const device = await office.device();
    const socket = await api.socket(device, { bootId: 'b1' });
    const { id } = await desk.started(device, { toClientId: REMOTE });
    later(20);
    const cutAt = api.now.toISOString();
    socket.send({ type: 'ping' });
    await socket.next();
    await lose(office, device, socket);
    await sweep();
    const listed = { localId: '1', fromClientId: device.clientId, toClientId: REMOTE };
    return { office, device, id, cutAt, listed };
  }

  it('ends at the last sign of life, as soon as the device is offline', async () => {
    const { office, device, id, cutAt } = await lost();

    expect(await desk.session(office, id)).toEqual(
      jasmine.objectContaining({ isActive: false, endReason: 'DEVICE_LOST', endedAt: cutAt, durationSeconds: 20 }),
    );
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    const [event] = await desk.events(office, 'SESSION_ENDED');
    expect([event?.data['reason'], event?.actor.kind, event?.clientId]).toEqual([
      'DEVICE_LOST',
      'SYSTEM',
      device.clientId,
    ]);
  });

  it('goes on while the device has its grace to come back', async () => {
    const office = await desk.office();
    const device = await office.device();
    const socket = await api.socket(device);
    const { id } = await desk.started(device, { toClientId: REMOTE });
    socket.socket.terminate();
    await untilShown(api, office, device, 'STALE');
    later(9.9);

    await sweep();

    expect((await desk.session(office, id))?.isActive).toBeTrue();
  });

  it('goes on while one of two ends that hold it is there', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [caller, called] = [await mine.device(), await theirs.device()];
    const [one, two] = [await api.socket(caller), await api.socket(called)];
    const { id } = await desk.started(caller, { toClientId: called.clientId });
    await desk.started(called, { fromClientId: caller.clientId });

    await lose(mine, caller, one);
    await sweep();
    const withOne = await desk.session(mine, id);
    await lose(theirs, called, two);
    await sweep();

    expect(withOne?.isActive).toBeTrue();
    for (const office of [mine, theirs]) expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
  });

  it('ends though the called client, which never reported it, is there', async () => {
    const office = await desk.office();
    const [caller, called] = [await office.device(), await office.device()];
    const socket = await api.socket(caller);
    await api.socket(called);
    const { id } = await desk.started(caller, { toClientId: called.clientId });

    await lose(office, caller, socket);
    await sweep();

    expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
  });

  it('of a device without a connection is held for 45 s after its last word', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { id } = await desk.started(device, { toClientId: REMOTE });
    later(40);
    await desk.report(device, [{ localId: '1', fromClientId: device.clientId, toClientId: REMOTE }]);
    const lastWord = api.now.toISOString();
    later(44.9);
    await sweep();
    const held = await desk.session(office, id);
    later(0.1);
    await sweep();

    expect(held?.isActive).toBeTrue();
    const session = await desk.session(office, id);
    expect([session?.endReason, session?.endedAt]).toEqual(['DEVICE_LOST', lastWord]);
  });

  it('of a device that has connected since its last word is not held any longer', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { id } = await desk.started(device, { toClientId: REMOTE });
    const socket = await api.socket(device, { bootId: 'b1' });
    const list = `[{ bootId: "b1", localId: "1", fromClientId: "${device.clientId}", toClientId: "${REMOTE}" }]`;
    await socket.answer('r', `mutation { reportSessions(input: { bootId: "b1", sessions: ${list} }) { close } }`);
    await lose(office, device, socket);

    await sweep();

    expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
  });

  it('resumes when the device comes back with it', async () => {
    const { office, device, id, listed } = await lost();
    later(60);

    const { sessions, close } = granted(await desk.report(device, [listed])).reportSessions;

    expect(close).toEqual([]);
    expect(sessions).toEqual([
      jasmine.objectContaining({
        id,
        isActive: true,
        endedAt: null,
        endReason: null,
        confirmedAt: api.now.toISOString(),
      }),
    ]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect((await desk.events(office)).map(({ type }) => type).filter(type => type.startsWith('SESSION_'))).toEqual([
      'SESSION_STARTED',
      'SESSION_ENDED',
      'SESSION_RESUMED',
    ]);
  });

  it('resumes once, however many reports name it at once', async () => {
    const { office, device, listed } = await lost();

    const answers = await Promise.all([1, 2, 3, 4].map(() => desk.report(device, [listed])));

    expect(answers.flatMap(answer => granted(answer).reportSessions.close)).toEqual([]);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect((await desk.events(office, 'SESSION_RESUMED')).length).toBe(1);
  });

  it('stays ended where its place is taken, and is for the device to close', async () => {
    const { office, device, id, listed } = await lost({ maxSessions: 1 });
    await desk.started(await office.device(), { toClientId: REMOTE });

    const { sessions, close } = granted(await desk.report(device, [listed])).reportSessions;

    expect([sessions, close]).toEqual([[], ['1']]);
    expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
    expect(await desk.used(office.accountId)).toEqual({ sessions: 1, devices: 1, active: 1 });
    expect((await desk.events(office, 'SESSION_REFUSED')).length).toBe(1);
  });

  it('stays ended where the device started anew without it, or its time was up', async () => {
    const { office, device, id, listed } = await lost({ maxSessionLengthSeconds: 60 });
    later(30);

    const { close } = granted(await desk.report(device, [listed])).reportSessions;

    expect(close).toEqual(['1']);
    expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
  });

  it('is left alone where the device came back before it was ended', async () => {
    const office = await desk.office();
    const device = await office.device();
    const socket = await api.socket(device);
    const { id } = await desk.started(device, { toClientId: REMOTE });
    await lose(office, device, socket);

    const { ledger } = api.portal.services;
    let swept: Promise<void> | undefined;
    // The sweep sees it lost, but the device comes back before the sweep has the account.
    await ledger.write(office.accountId, async entry => {
      swept = sweep();
      await new Promise(resolve => setTimeout(resolve, 100));
      await entry.sql.query(`UPDATE client SET presence = 'ONLINE' WHERE account_id = $1`, [office.accountId]);
    });
    await swept;

    expect((await desk.session(office, id))?.isActive).toBeTrue();
  });

  it('ends once, however many sweeps there are at once', async () => {
    const office = await desk.office();
    const device = await office.device();
    for (let i = 0; i < 5; i++) await desk.started(device, { toClientId: REMOTE, localId: `${i}` });
    later(60);

    await Promise.all([sweep(), sweep(), sweep(), sweep()]);

    expect((await desk.events(office, 'SESSION_ENDED')).length).toBe(5);
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
  });
});
