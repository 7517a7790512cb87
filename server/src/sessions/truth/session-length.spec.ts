import { useProcesses } from '../../../test/another-process.ts';
import type { MadeClient } from '../../../test/make.ts';
import { sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOTE = '987654321';

describe('a session that reaches the greatest length of the license', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const newProcess = useProcesses(api);
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));
  const sweep = () => api.portal.services.sessions.sweeper.sweep();

  it('ends at that moment, and its device is told to close it', async () => {
    const office = await desk.office({ maxSessionLengthSeconds: 60 });
    const device = await office.device();
    await api.socket(device);
    const { id, endsBy } = await desk.started(device, { toClientId: REMOTE });
    later(59.9);
    await sweep();
    const before = await desk.session(office, id);
    later(3);
    await sweep();

    expect(before?.isActive).toBeTrue();
    expect(await desk.session(office, id)).toEqual(
      jasmine.objectContaining({ isActive: false, endReason: 'MAX_LENGTH', endedAt: endsBy, durationSeconds: 60 }),
    );
    expect(await desk.used(office.accountId)).toEqual({ sessions: 0, devices: 0, active: 0 });
    expect((await desk.commands(device)).map(({ kind, sessionId }) => [kind, sessionId])).toEqual([
      ['CLOSE_SESSION', id],
    ]);
  });

  it('ends in both accounts, and both devices are told', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office({ maxSessionLengthSeconds: 60 })];
    const [caller, called] = [await mine.device(), await theirs.device()];
    const { id } = await desk.started(caller, { toClientId: called.clientId });
    await desk.started(called, { fromClientId: caller.clientId });
    later(60);

    await sweep();

    for (const [office, device] of [
      [mine, caller],
      [theirs, called],
    ] as const) {
      expect((await desk.session(office, id))?.endReason).toBe('MAX_LENGTH');
      expect((await desk.commands(device)).map(({ kind }) => kind)).toEqual(['CLOSE_SESSION']);
    }
  });

  it('ends after a restart too: the moment is kept in the database', async () => {
    const office = await desk.office({ maxSessionLengthSeconds: 60 });
    const device = await office.device();
    const { id } = await desk.started(device, { toClientId: REMOTE });
    later(61);

    const restarted = await newProcess();
    await restarted.portal.services.sessions.sweeper.sweep();

    expect((await desk.session(office, id))?.endReason).toBe('MAX_LENGTH');
  });

  describe('soon', () => {
    const warn = () => api.portal.services.sessions.warnings.warn();
    const told = async (device: MadeClient) =>
      (await desk.commands(device))
        .filter(({ kind }) => kind === 'SESSION_ENDS_SOON')
        .map(({ kind, sessionId, data }) => ({ kind, sessionId, data }));

    it('is told to its device a minute before, once, by whichever process is there', async () => {
      const office = await desk.office({ maxSessionLengthSeconds: 3600 });
      const device = await office.device();
      const { id, endsBy } = await desk.started(device, { toClientId: REMOTE });
      later(3539);
      await warn();
      expect(await told(device)).toEqual([]);

      later(1);
      const restarted = await newProcess();
      await Promise.all([warn(), restarted.portal.services.sessions.warnings.warn(), warn()]);
      await warn();

      const data = { bootId: 'b1', localId: '1', endsBy };
      expect(await told(device)).toEqual([{ kind: 'SESSION_ENDS_SOON', sessionId: id, data }]);
    });

    it('is told to both ends that hold it, each by its own key', async () => {
      const [mine, theirs] = [await desk.office(), await desk.office({ maxSessionLengthSeconds: 30 })];
      const [caller, called] = [await mine.device(), await theirs.device()];
      const { endsBy } = await desk.started(caller, { toClientId: called.clientId });
      await desk.started(called, { fromClientId: caller.clientId, localId: 'mine' });

      await warn();

      expect((await told(caller)).map(({ data }) => data)).toEqual([{ bootId: 'b1', localId: '1', endsBy }]);
      expect((await told(called)).map(({ data }) => data)).toEqual([{ bootId: 'b1', localId: 'mine', endsBy }]);
    });

    it('goes on as it did where the device does not know such a command', async () => {
      const office = await desk.office({ maxSessionLengthSeconds: 30 });
      const device = await office.device();
      const { id } = await desk.started(device, { toClientId: REMOTE });
      await warn();

      const [command] = await desk.commands(device);
      await desk.acknowledge(device, command?.id ?? '', 'REJECTED');
      expect((await desk.session(office, id))?.isActive).toBeTrue();
    });

    it('is not told of one that has ended', async () => {
      const office = await desk.office({ maxSessionLengthSeconds: 30 });
      const device = await office.device();
      await desk.started(device, { toClientId: REMOTE });
      await warn();
      await desk.end(device);

      expect(await told(device)).toEqual([]);
    });
  });
});
