import { officeCommand } from '../../test/operator.ts';
import { useTemporaryFolder } from '../../test/temporary-folder.ts';
import { newTenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';

const SETTINGS = { PORTAL_SECRET: 'a secret of specs, which is 32 or more', LOG_LEVEL: 'silent' };

describe('a command beside a portal that runs', () => {
  const api = useApi({ isStarted: true });
  const folder = useTemporaryFolder();
  const portal = (line: string) => {
    const url = String((api.db.options as { url?: string }).url);
    return officeCommand({ ...SETTINGS, DATABASE_URL: url, DATA_DIR: folder.path('data') }, line);
  };

  it('that shuts an account is over when that portal lets nobody of it in any more, and closes what is connected', async () => {
    // Both go by the clock of the machine.
    Object.defineProperty(api, 'now', { get: () => new Date() });
    await api.db.query('UPDATE node SET lease_until = $1', [new Date(api.now.getTime() + 60_000)]);
    const { accountId, owner } = await newTenant(api);
    const socket = await api.socket(owner);
    // Known by now, so that the portal would believe it for a while without asking the database.
    expect(await api.refusals(owner, '{ account { id } }')).toEqual([]);

    const { code, err } = await portal(`accounts suspend ${accountId}`);

    expect(code).withContext(err).toBe(0);
    expect(await api.refusals(owner, '{ account { id } }')).toEqual(['UNAUTHENTICATED']);
    await socket.ended;
  });
});
