import { filesDesk } from '../../../test/files-desk.ts';
import { granted, refused } from '../../../test/session-desk.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { newId } from '../../core/ids.ts';
import { Product } from '../../license/product.ts';

const DELETE = 'mutation ($id: ID!) { deleteCustomClient(id: $id) { id name } }';
const BUILD = 'mutation ($id: ID!) { buildCustomClient(id: $id) { id build { state } } }';
const DUPLICATE = `mutation ($input: DuplicateCustomClientInput!) {
  duplicateCustomClient(input: $input) { id name platform isMsi programName configurationVersion links { id } } }`;
/** One pixel, as painting programs write it. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe('making custom clients', () => {
  const api = useApi();
  const desk = filesDesk(api);

  it('takes what was chosen, and what nobody chose as it is described', async () => {
    const tenant = await newTenant(api);
    const plain = await desk.created(tenant);
    const chosen = await desk.created(
      tenant,
      {
        programName: 'Ächt Hilfe 2.0',
        connectionType: 'INCOMING',
        allowInstallation: false,
        isMsi: true,
        aliasPattern: 'shop-{host}',
        comment: 'for the shops\nnorth and south',
        backgroundColor: '#001122',
        accentColor: '#aabbcc',
        logo: PIXEL,
        options: 'a=1\n_module=anydesk-8.0.6',
      },
      { platform: 'WINDOWS', name: 'Shops' },
    );

    expect(plain).toEqual(
      jasmine.objectContaining({
        name: 'Help',
        platform: 'LINUX',
        isMsi: false,
        programName: 'MyDesk',
        connectionType: 'BOTH',
        allowInstallation: true,
        aliasPattern: null,
        comment: null,
        logo: null,
        module: null,
        configurationVersion: 1,
        downloads: 0,
        enrolledClients: 0,
        running: [],
        links: [],
      }) as never,
    );
    expect(chosen).toEqual(
      jasmine.objectContaining({
        name: 'Shops',
        platform: 'WINDOWS',
        isMsi: true,
        programName: 'Ächt Hilfe 2.0',
        connectionType: 'INCOMING',
        allowInstallation: false,
        aliasPattern: 'shop-{host}',
        comment: 'for the shops\nnorth and south',
        backgroundColor: '#001122',
        accentColor: '#aabbcc',
        options: 'a=1\n_module=anydesk-8.0.6',
        module: 'anydesk-8.0.6',
      }) as never,
    );
    expect(chosen.logo).toMatch(/^data:image\/png;base64,/);
    expect(plain.build).toEqual(jasmine.objectContaining({ state: 'QUEUED', progress: 0, configurationVersion: 1 }));
    expect(plain.downloadUrl).toBe(`/my/custom-clients/${plain.id}`);
  });

  it("gives all of an account's the prefix that is its own, and marks those for deployment", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const [one, two] = [await desk.created(mine), await desk.created(mine, { isMsi: true }, { platform: 'WINDOWS' })];
    const other = await desk.created(theirs);

    expect(one.prefix).toMatch(/^ad_[a-z0-9]{6}$/);
    expect(two.prefix).toBe(`${one.prefix}_msi`);
    expect(other.prefix).not.toBe(one.prefix);
    expect((await desk.created(mine, { isMsi: true })).isMsi).toBeFalse();
  });

  it('makes one for a wish that is sent twice', async () => {
    const tenant = await newTenant(api);
    const input = { idempotencyKey: 'k', name: 'once' };

    const answers = await Promise.all([1, 2, 3].map(() => desk.create(tenant.owner, input)));

    expect(new Set(answers.map(answer => granted(answer).createCustomClient.id))).toHaveSize(1);
    expect((await desk.events(tenant)).filter(({ type }) => type === 'CUSTOM_CLIENT_CREATED')).toHaveSize(1);
  });

  it('makes a new version by what its devices are told, and by nothing else', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant, { options: 'a=1' });
    const version = async (input: object) =>
      granted(await desk.update(tenant.owner, { id, ...input })).updateCustomClient.configurationVersion;

    expect(await version({ name: 'New name', settings: { comment: 'x' } })).toBe(1);
    expect(await version({ settings: { options: 'a=1' } })).toBe(1);
    expect(await version({})).toBe(1);
    expect(await version({ settings: { connectionType: 'OUTGOING' } })).toBe(2);
    expect(await version({ settings: { logo: PIXEL } })).toBe(3);
    expect(await version({ settings: { logo: PIXEL } })).toBe(3);
    expect(await version({ settings: { logo: '' } })).toBe(4);
    const shown = await desk.shown(tenant, id);
    expect(shown).toEqual(jasmine.objectContaining({ name: 'New name', comment: 'x', logo: null }) as never);
    const changes = (await desk.events(tenant)).filter(({ type }) => type === 'CUSTOM_CLIENT_CHANGED');
    expect(changes.map(({ data }) => data['changed'])).toEqual([
      ['name', 'comment'],
      ['connectionType'],
      ['logo'],
      ['logo'],
    ]);
  });

  it('changes add up, however many come at once', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);

    await Promise.all(
      Array.from({ length: 6 }, (_, i) => desk.update(tenant.owner, { id, settings: { programName: `Help ${i}` } })),
    );

    const shown = await desk.shown(tenant, id);
    expect(shown?.configurationVersion).toBe(7);
    expect(shown?.build?.configurationVersion).toBe(7);
  });

  it('duplicates one with a key of its own and without its links', async () => {
    const tenant = await newTenant(api);
    const model = await desk.created(tenant, { programName: 'Model', isMsi: true }, { platform: 'WINDOWS' });
    await desk.linked(tenant, { customClientId: model.id });
    const duplicate = async (input: object) =>
      granted(
        await api.as<{ duplicateCustomClient: { id: string } }>(tenant.owner, DUPLICATE, {
          input: { id: model.id, name: 'Copy', ...input },
        }),
      ).duplicateCustomClient;

    const same = await duplicate({});
    const other = await duplicate({ platform: 'MACOS' });

    const common = { name: 'Copy', programName: 'Model', configurationVersion: 1, links: [] };
    expect(same).toEqual({ id: same.id, platform: 'WINDOWS', isMsi: true, ...common } as never);
    expect(other).toEqual({ id: other.id, platform: 'MACOS', isMsi: false, ...common } as never);
    const keys: { n: number }[] = await api.db.query(
      `SELECT count(DISTINCT hash)::int AS n FROM enrollment_key WHERE account_id = $1 AND kind = 'CUSTOM_CLIENT'`,
      [tenant.accountId],
    );
    expect(keys).toEqual([{ n: 4 }]);
  });

  it('deletes one with its links and keys', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    await desk.linked(tenant, { customClientId: id });

    const { data } = await api.as(tenant.owner, DELETE, { id });

    expect(data).toEqual({ deleteCustomClient: { id, name: 'Help' } });
    expect(await desk.shown(tenant, id)).toBeNull();
    expect(await api.refusals(tenant.owner, DELETE, { id })).toEqual(['NOT_FOUND']);
    const left: unknown = await api.db.query(
      `SELECT FROM enrollment_key WHERE account_id = $1 AND kind = 'CUSTOM_CLIENT' AND revoked_at IS NULL`,
      [tenant.accountId],
    );
    expect(left).toEqual([]);
  });

  it("has one built once more, where it is the account's", async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    expect((await api.as(tenant.owner, BUILD, { id })).data).toEqual({
      buildCustomClient: { id, build: { state: 'QUEUED' } },
    });
  });

  it("does not find another account's, by whatever it is asked", async () => {
    const [mine, theirs] = [await newTenant(api), await newTenant(api)];
    const { id } = await desk.created(theirs);
    const link = await desk.linked(theirs, { customClientId: id });

    expect(await desk.shown(mine, id)).toBeNull();
    for (const none of [id, newId(), 'x', '../x', '']) {
      expect(refused(await desk.update(mine.owner, { id: none, name: 'mine' })).codes[0]).toMatch(/NOT_FOUND|BAD_USER/);
      for (const mutation of [DELETE, BUILD, 'mutation ($id: ID!) { downloadCustomClient(id: $id) { url } }']) {
        expect(await api.refusals(mine.owner, mutation, { id: none })).toEqual(['NOT_FOUND']);
      }
      const input = { id: none, name: 'Copy' };
      expect((await api.refusals(mine.owner, DUPLICATE, { input }))[0]).toMatch(/NOT_FOUND|BAD_USER/);
      expect(refused(await desk.link(mine.owner, { customClientId: none })).codes[0]).toMatch(/NOT_FOUND|BAD_USER/);
    }
    const revoke = 'mutation ($id: ID!) { revokeDownloadLink(id: $id) { id } }';
    expect(await api.refusals(mine.owner, revoke, { id: link.id })).toEqual(['NOT_FOUND']);
    expect((await desk.shown(theirs, id))?.links[0]?.state).toBe('ACTIVE');
  });

  it('is for those with the right, and for products that have custom clients', async () => {
    const tenant = await newTenant(api);
    expect(refused(await desk.create(await tenant.person(UserRole.VIEWER))).codes).toEqual(['FORBIDDEN']);
    expect(refused(await desk.create(null)).codes).toEqual(['UNAUTHENTICATED']);

    const { owner } = await newTenant(api, { product: Product.ESSENTIALS });
    expect(refused(await desk.create(owner))).toEqual({
      codes: ['FORBIDDEN'],
      details: { product: 'ESSENTIALS', upgradeTo: ['PERFORMANCE', 'ENTERPRISE'] },
    });
  });

  it('ends with the license', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    await api.db.query('UPDATE license SET expires_at = $2 WHERE account_id = $1', [tenant.accountId, api.now]);

    expect(refused(await desk.create(tenant.owner)).codes).toEqual(['LICENSE_EXPIRED']);
    expect(refused(await desk.update(tenant.owner, { id, settings: { programName: 'New' } })).codes).toEqual([
      'LICENSE_EXPIRED',
    ]);
    expect(refused(await desk.update(tenant.owner, { id, name: 'A name may change' })).codes).toEqual([]);
    expect(refused(await desk.link(tenant.owner, { customClientId: id })).codes).toEqual(['LICENSE_EXPIRED']);
  });

  it('goes up to 200', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    await api.db.query(
      `INSERT INTO custom_client (account_id, id, name, platform, program_name, connection_type, allow_installation,
         background_color, accent_color, options, version, created_at, updated_at)
       SELECT account_id, gen_random_uuid(), name, platform, program_name, connection_type, allow_installation,
         background_color, accent_color, options, version, created_at, updated_at
       FROM custom_client, generate_series(1, 199) WHERE account_id = $1 AND id = $2`,
      [tenant.accountId, id],
    );
    expect(refused(await desk.create(tenant.owner))).toEqual({
      codes: ['CONFLICT'],
      details: { limit: 200, used: 200 },
    });
  });

  const bad: [what: string, input: object][] = [
    ['no name', { name: ' ' }],
    ['a huge name', { name: 'x'.repeat(101) }],
    ['a name of two lines', { name: 'a\nb' }],
    ['a system that clients are not built for', { platform: 'ANDROID' }],
    ['a program name that a shell would run', { settings: { programName: '$(reboot)' } }],
    ['a program name with quotes', { settings: { programName: `a'b` } }],
    ['a program name with a path', { settings: { programName: '../../etc' } }],
    ['a program name of markup', { settings: { programName: '<script>' } }],
    ['a program name that ends with a space', { settings: { programName: 'Help ' } }],
    ['a program name of two lines', { settings: { programName: 'Help\nexit' } }],
    ['a program name that turns the reading around', { settings: { programName: 'a\u202eb' } }],
    ['a huge program name', { settings: { programName: 'x'.repeat(51) } }],
    ['an alias with a letter that is none', { settings: { aliasPattern: 'kasse ä' } }],
    ['an alias with another placeholder', { settings: { aliasPattern: '{user}' } }],
    ['a huge alias', { settings: { aliasPattern: 'x'.repeat(61) } }],
    ['a color by its name', { settings: { accentColor: 'red' } }],
    ['a color that does more', { settings: { backgroundColor: '#ffffff;x' } }],
    ['a logo that is a text', { settings: { logo: Buffer.from('<svg/>').toString('base64') } }],
    ['a huge logo', { settings: { logo: 'A'.repeat(50_000) } }],
    ['options that are none', { settings: { options: 'no option' } }],
    ['huge options', { settings: { options: '#'.repeat(4_001) } }],
    ['a huge comment', { settings: { comment: 'x'.repeat(1_001) } }],
    ['a comment with a control character', { settings: { comment: 'a\u0000b' } }],
    ['a connection type that is none', { settings: { connectionType: 'SIDEWAYS' } }],
    ['a field that there is not', { settings: { accountId: newId() } }],
    ['no settings', { settings: null }],
  ];
  for (const [what, input] of bad) {
    it(`refuses ${what}`, async () => {
      const { owner } = await newTenant(api);
      expect(refused(await desk.create(owner, input as Record<string, unknown>)).codes).toEqual(['BAD_USER_INPUT']);
    });
  }

  it('says which option is wrong, and how', async () => {
    const { owner } = await newTenant(api);
    expect(refused(await desk.create(owner, { settings: { options: 'a=1\na=2' } })).details).toEqual({
      fields: { 'settings.options': ['line 2 sets a once more'] },
    });
  });
});
