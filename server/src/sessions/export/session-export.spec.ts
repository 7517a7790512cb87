import { granted, sessionDesk } from '../../../test/session-desk.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const EXPORT = `mutation ($filter: SessionFilter, $orderBy: SessionOrder, $first: Int, $options: CsvOptions) {
  exportSessions(filter: $filter, orderBy: $orderBy, first: $first, options: $options) { url } }`;
const TITLES =
  '"From","From alias","To","To alias","Requested","Start","End","Duration seconds","Active","End reason","Comment","Session ID"';

describe('an export of sessions', () => {
  const api = useApi();
  const desk = sessionDesk(api);

  async function linesOf(asker: { secret: string }, variables: object = {}): Promise<string[]> {
    const { exportSessions } = granted(
      await api.as<{ exportSessions: { url: string } }>(asker, EXPORT, { ...variables }),
    );
    const [titles, ...lines] = (await api.get(exportSessions.url)).body.slice(1).trimEnd().split('\r\n');
    expect(titles).toBe(TITLES);
    return lines;
  }

  it('has every fact of each, the newest first', async () => {
    const office = await desk.office();
    const device = await office.device({ alias: 'desk@ad' });
    const ended = await desk.started(device, { toClientId: '987654321', localId: '1' });
    api.now = new Date(api.now.getTime() + 90_500);
    await desk.end(device, { localId: '1', comment: '-2 | left' });
    const active = await desk.started(device, { fromClientId: '987654322', localId: '2' });

    const { clientId } = device;
    expect(await linesOf(office.owner)).toEqual([
      `"987654322",,"${clientId}","desk@ad","2026-06-01T12:01:30+00:00","2026-06-01T12:01:30+00:00",,0,"yes",,,"${active.id}"`,
      `"${clientId}","desk@ad","987654321",,"2026-06-01T12:00:00+00:00","2026-06-01T12:00:00+00:00","2026-06-01T12:01:30+00:00",90,"no","CLOSED_BY_PEER","'-2 | left","${ended.id}"`,
    ]);
  });

  it('is narrowed and ordered as the list is, and the page alone where that is wanted', async () => {
    const office = await desk.office();
    const device = await office.device();
    for (const localId of ['1', '2', '3', '4']) {
      await desk.started(device, { toClientId: '987654321', localId });
      api.now = new Date(api.now.getTime() + 60_000);
    }
    await desk.end(device, { localId: '4' });
    const from = new Date('2026-06-01T12:01:00Z').toISOString();
    const list = { filter: { isActive: true, from }, orderBy: { field: 'STARTED_AT', direction: 'ASC' }, first: 1 };

    const startOf = (line: string) => line.split(',')[5];
    expect((await linesOf(office.owner, list)).map(startOf)).toEqual([
      '"2026-06-01T12:01:00+00:00"',
      '"2026-06-01T12:02:00+00:00"',
    ]);
    expect((await linesOf(office.owner, { ...list, options: { scope: 'PAGE' } })).map(startOf)).toEqual([
      '"2026-06-01T12:01:00+00:00"',
    ]);
    expect(await linesOf((await desk.office()).owner, { filter: { clientId: device.clientId } })).toEqual([]);
    expect(await api.refusals(await office.person(UserRole.ACCOUNTANT), EXPORT)).toEqual(['FORBIDDEN']);
  });
});
