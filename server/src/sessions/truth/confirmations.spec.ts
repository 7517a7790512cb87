import { sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';

const REMOTE = '987654321';

describe('how long a session is confirmed', () => {
  const api = useApi();
  const desk = sessionDesk(api);
  const later = (seconds: number) => (api.now = new Date(api.now.getTime() + seconds * 1000));

  /** The two steps that a process takes every few seconds. */
  async function written(): Promise<void> {
    await api.portal.services.keeper.see();
    await api.portal.services.sessions.confirmations.confirm();
  }

  it('follows the last sign of life of its device, in both accounts, and is no event', async () => {
    const [mine, theirs] = [await desk.office(), await desk.office()];
    const [caller, called] = [await mine.device(), await theirs.device()];
    const socket = await api.socket(caller);
    const { id } = await desk.started(caller, { toClientId: called.clientId });
    const events = (await desk.events(mine)).length;
    const heardAt = later(30).toISOString();
    socket.send({ type: 'ping' });
    await socket.next();
    later(5);

    await written();

    expect((await desk.session(mine, id))?.confirmedAt).toBe(heardAt);
    expect((await desk.session(theirs, id))?.confirmedAt).toBe(heardAt);
    expect((await desk.events(mine)).length).toBe(events);
  });

  it('stands still while nothing is heard of its device', async () => {
    const office = await desk.office();
    const device = await office.device();
    await api.socket(device);
    const { id, confirmedAt } = await desk.started(device, { toClientId: REMOTE });
    later(9);

    await written();

    expect((await desk.session(office, id))?.confirmedAt).toBe(confirmedAt);
  });

  it('waits for nobody: a session that is being changed is left out', async () => {
    const office = await desk.office();
    const device = await office.device();
    const socket = await api.socket(device);
    const { id } = await desk.started(device, { toClientId: REMOTE, localId: '1' });
    const other = await desk.started(device, { toClientId: REMOTE, localId: '2' });
    const heardAt = later(30).toISOString();
    socket.send({ type: 'ping' });
    await socket.next();

    await api.portal.services.ledger.write(office.accountId, async entry => {
      await entry.sql.query('SELECT FROM session WHERE account_id = $1 AND id = $2 FOR UPDATE', [office.accountId, id]);
      await written();
    });

    expect((await desk.session(office, id))?.confirmedAt).not.toBe(heardAt);
    expect((await desk.session(office, other.id))?.confirmedAt).toBe(heardAt);
  });
});
