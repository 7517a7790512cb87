import { untilShown } from '../../../test/devices.ts';
import { sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOTE = '987654321';

describe('a portal that runs', () => {
  const api = useApi({ isStarted: true });
  const desk = sessionDesk(api);
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));

  /** Waits until the session has ended, and answers how many milliseconds that took. */
  async function untilEnded(office: Parameters<typeof desk.session>[0], id: string): Promise<number> {
    const began = performance.now();
    while ((await desk.session(office, id))?.isActive) await new Promise(resolve => setTimeout(resolve, 10));
    return performance.now() - began;
  }

  it('ends a session that reaches its greatest length within 5 s', async () => {
    const office = await desk.office({ maxSessionLengthSeconds: 60 });
    const { id } = await desk.started(await office.device(), { toClientId: REMOTE });
    later(60);

    expect(await untilEnded(office, id)).toBeLessThan(5000);
    expect((await desk.session(office, id))?.endReason).toBe('MAX_LENGTH');
  });

  it('ends the sessions of a lost device within a second of its being offline', async () => {
    const office = await desk.office();
    const device = await office.device();
    const socket = await api.socket(device);
    const { id } = await desk.started(device, { toClientId: REMOTE });
    socket.socket.terminate();
    await untilShown(api, office, device, 'STALE');
    later(10);
    await untilShown(api, office, device, 'OFFLINE');

    expect(await untilEnded(office, id)).toBeLessThan(1000);
    expect((await desk.session(office, id))?.endReason).toBe('DEVICE_LOST');
  });
});

describe('the watch over sessions', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  it('looks at an account when there is news of it', async () => {
    const office = await desk.office();
    const device = await office.device();
    const { watch, sweeper } = api.portal.services.sessions;
    const sweep = spyOn(sweeper, 'sweep').and.callThrough();
    watch.start();

    await desk.started(device, { toClientId: REMOTE });
    await watch.stop();

    expect(sweep).toHaveBeenCalledWith([office.accountId]);
  });
});
