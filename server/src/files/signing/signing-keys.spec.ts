import { enroll } from '../../../test/devices.ts';
import { granted } from '../../../test/session-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';

const KEYS = '{ signingKeys { kid publicKey retiresAt } }';
const DAY_MS = 86_400_000;

interface Shown {
  signingKeys: { kid: string; publicKey: string; retiresAt: string | null }[];
}

describe("an account's signing keys", () => {
  const api = useApi();
  const shown = async ({ owner }: Awaited<ReturnType<typeof newTenant>>) =>
    granted(await api.as<Shown>(owner, KEYS)).signingKeys;
  const files = () => api.portal.services.files;
  const write = <T>(accountId: string, work: Parameters<typeof api.portal.services.ledger.write<T>>[1]) =>
    api.portal.services.ledger.write(accountId, work);

  it('are none until the first is needed, which is then made once', async () => {
    const tenant = await newTenant(api);
    expect(await shown(tenant)).toEqual([]);

    const made = await Promise.all(
      [1, 2, 3].map(() => write(tenant.accountId, entry => files().signing.signers(entry, tenant.accountId))),
    );

    const keys = await shown(tenant);
    expect(keys).toEqual([{ kid: jasmine.any(String), publicKey: jasmine.any(String), retiresAt: null }] as never);
    expect(new Set(made.flat().map(({ kid }) => kid))).toEqual(new Set([keys[0]?.kid ?? '']));
  });

  it('are kept encrypted, each for its own account', async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const [signer] = await write(mine.accountId, entry => files().signing.signers(entry, mine.accountId));
    await write(theirs.accountId, entry => files().signing.signers(entry, theirs.accountId));

    const rows: unknown = await api.db.query('SELECT * FROM signing_key');
    expect(JSON.stringify(rows)).not.toContain(signer?.privateKey);
    expect(await shown(theirs)).not.toEqual(await shown(mine));
    await api.db.query(
      'UPDATE signing_key SET private_key_encrypted = (SELECT private_key_encrypted FROM signing_key WHERE account_id = $1) WHERE account_id = $2',
      [mine.accountId, theirs.accountId],
    );
    await expectAsync(files().signing.known(api.db.manager, theirs.accountId)).toBeRejected();
  });

  it('change with an overlap, at whose end the former one is destroyed', async () => {
    const tenant = await newTenant(api);
    const { accountId } = tenant;
    const [first] = await write(accountId, entry => files().signing.signers(entry, accountId));
    const retiresAt = new Date(api.now.getTime() + DAY_MS);
    const second = await write(accountId, entry => files().signing.rotate(entry, accountId, retiresAt));

    expect((await shown(tenant)).map(({ kid }) => kid)).toEqual([first?.kid ?? '', second.kid]);
    expect((await files().signing.known(api.db.manager, accountId)).map(({ kid }) => kid)).toEqual([
      first?.kid ?? '',
      second.kid,
    ]);

    await files().signing.retire(api.db.manager, new Date(retiresAt.getTime() - 1));
    expect((await shown(tenant)).length).toBe(2);
    await files().signing.retire(api.db.manager, retiresAt);
    expect((await shown(tenant)).map(({ kid }) => kid)).toEqual([second.kid]);
    expect(await api.db.query('SELECT private_key_encrypted FROM signing_key WHERE kid = $1', [first?.kid])).toEqual([
      { private_key_encrypted: null },
    ]);
  });

  it('are told to each device that enrolls, to be pinned', async () => {
    const tenant = await newTenant(api);
    await write(tenant.accountId, entry => files().signing.signers(entry, tenant.accountId));
    const enrollment = /* GraphQL */ `
      mutation ($input: EnrollClientInput!) {
        enrollClient(input: $input) {
          signingKeys {
            kid
            publicKey
          }
        }
      }
    `;
    const input = { key: tenant.licenseKey, hardwareId: 'a machine of its own', platform: 'LINUX' };

    const { data } = await api.as<{ enrollClient: Shown }>(null, enrollment, { input });

    const [key] = await shown(tenant);
    expect(data?.enrollClient.signingKeys).toEqual([{ kid: key?.kid, publicKey: key?.publicKey }] as never);
    expect((await enroll(api, tenant)).errors).toBeUndefined();
  });

  it('need the right to see files', async () => {
    const { person } = await newTenant(api);
    expect(await api.refusals(await person(UserRole.ACCOUNTANT), KEYS)).toEqual(['FORBIDDEN']);
    expect(await api.refusals(null, KEYS)).toEqual(['UNAUTHENTICATED']);
  });
});
