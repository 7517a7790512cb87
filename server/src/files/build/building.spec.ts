import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readPackage } from '../../../../agent/src/custom/package.ts';
import { useAgentBundle } from '../../../test/agent-bundle.ts';
import { useProcesses } from '../../../test/another-process.ts';
import { pass } from '../../../test/devices.ts';
import { filesDesk, untar } from '../../../test/files-desk.ts';
import { useTemporaryFolder } from '../../../test/temporary-folder.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { BuildFiles } from './build-files.ts';

describe('building a custom client', () => {
  const api = useApi();
  useAgentBundle();
  const desk = filesDesk(api);
  const anotherProcess = useProcesses(api);
  const folder = useTemporaryFolder();
  const files = () => api.portal.services.files;
  const dataDir = () => dirname(dirname(files().files.pathOf('019abcde-0000-7000-8000-000000000000')));

  it('goes from queued to ready, step by step, and each step is told', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);

    await desk.build();

    const shown = await desk.shown(tenant, id);
    expect(shown?.build).toEqual({
      ...{ id: shown?.build?.id, linkId: null, state: 'READY', progress: 100, configurationVersion: 1 },
      ...{ version: '0.1.0', fileName: `mydesk-${String(shown?.prefix)}-linux.tar.gz`, failure: null },
      sizeBytes: jasmine.any(Number),
      sha256: jasmine.stringMatching(/^[0-9a-f]{64}$/),
      finishedAt: api.now.toISOString(),
    } as never);
    expect(shown?.version).toBe('0.1.0');
    const steps = (await desk.events(tenant)).filter(({ type }) => type === 'CUSTOM_CLIENT_BUILD');
    expect(steps.map(({ data }) => [data['state'], data['progress'], data['customClientId']])).toEqual([
      ['QUEUED', 0, id],
      ['BUILDING', 10, id],
      ['BUILDING', 70, id],
      ['READY', 100, id],
    ]);
  });

  it('makes what the agent believes, with what was chosen', async () => {
    const tenant = await newTenant(api);
    const { id, downloadUrl, prefix } = await desk.created(tenant, {
      programName: 'Acme Help',
      connectionType: 'INCOMING',
      options: 'a=1',
    });
    await desk.build();
    const { bytes } = await desk.fetch(downloadUrl, { asker: tenant.owner });
    const top = `acme-help-${prefix}`;
    const unpacked = untar(bytes);
    for (const [path, { content }] of unpacked) {
      await mkdir(dirname(folder.path(path)), { recursive: true });
      await writeFile(folder.path(path), content);
    }

    const pack = await readPackage(folder.path(top));

    expect(pack?.configuration).toEqual(
      jasmine.objectContaining({
        customClient: id,
        version: 1,
        server: 'http://localhost:4000',
        programName: 'Acme Help',
        prefix,
        connectionType: 'INCOMING',
        allowInstallation: true,
        options: { a: '1' },
      }) as never,
    );
    expect(unpacked.get(`${top}/mydesk-agent.mjs`)?.mode).toBe(0o755);
    expect(unpacked.get(`${top}/mydesk-config.jws`)?.mode).toBe(0o644);
  });

  it('makes the same bytes each time, also in another process on another disk', async () => {
    const tenant = await newTenant(api);
    const { id, downloadUrl } = await desk.created(tenant);
    await desk.build();
    const first = await desk.fetch(downloadUrl, { asker: tenant.owner });
    await api.as(tenant.owner, 'mutation ($id: ID!) { buildCustomClient(id: $id) { id } }', { id });
    await desk.build();
    const second = await desk.fetch(downloadUrl, { asker: tenant.owner });
    const other = await anotherProcess();

    const { rawPayload: third } = await other.portal.door.server.inject({
      url: downloadUrl,
      headers: { host: 'localhost:4000', cookie: `sid=${tenant.owner.secret}` },
    });

    expect(second.bytes.equals(first.bytes)).toBeTrue();
    expect(third.equals(first.bytes)).toBeTrue();
    const { readyBuild } = (await desk.shown(tenant, id)) ?? {};
    expect(createHash('sha256').update(first.bytes).digest('hex')).toBe(String(readyBuild?.sha256));
    expect(first.bytes.length).toBe(Number(readyBuild?.sizeBytes));
  });

  it('is taken by one of several processes', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const { build } = (await desk.shown(tenant, id)) ?? {};
    const other = await anotherProcess();

    const claims = await Promise.all([
      files().builder.claim(tenant.accountId, String(build?.id)),
      other.portal.services.files.builder.claim(tenant.accountId, String(build?.id)),
    ]);

    expect(claims.filter(Boolean)).toHaveSize(1);
  });

  it('is taken up by another process, once the one that had it is dead; and what that still says counts no more', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const { build } = (await desk.shown(tenant, id)) ?? {};
    const other = await anotherProcess();
    const left = await other.portal.services.files.builder.claim(tenant.accountId, String(build?.id));
    await desk.build();
    expect((await desk.shown(tenant, id))?.build?.state).toBe('BUILDING');

    pass(api, 60);
    await desk.build();

    expect((await desk.shown(tenant, id))?.build?.state).toBe('READY');
    const late = other.portal.services.files.builder as unknown as { build(row: unknown): Promise<void> };
    await late.build(left);
    expect((await desk.events(tenant)).filter(({ data }) => data['state'] === 'READY')).toHaveSize(1);
  });

  it('leaves out what was changed meanwhile, and builds that', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const { build } = (await desk.shown(tenant, id)) ?? {};
    const claimed = await files().builder.claim(tenant.accountId, String(build?.id));
    await desk.update(tenant.owner, { id, settings: { programName: 'Newer' } });
    const late = files().builder as unknown as { build(row: unknown): Promise<void> };

    await late.build(claimed);
    await desk.build();

    const shown = await desk.shown(tenant, id);
    expect(shown?.readyBuild).toEqual(jasmine.objectContaining({ configurationVersion: 2 }));
    const rows: unknown[] = await api.db.query('SELECT FROM custom_client_build WHERE custom_client_id = $1', [id]);
    expect(rows.length).toBe(1);
  });

  it('that was deleted meanwhile leaves nothing behind', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const { build } = (await desk.shown(tenant, id)) ?? {};
    const claimed = await files().builder.claim(tenant.accountId, String(build?.id));
    await api.as(tenant.owner, 'mutation ($id: ID!) { deleteCustomClient(id: $id) { id } }', { id });

    await (files().builder as unknown as { build(row: unknown): Promise<void> }).build(claimed);

    expect(await files().files.has(String(build?.id))).toBeFalse();
  });

  const fails = async (code: string) => {
    // What other specs left waiting, or taken for a minute, is not to fail with it.
    await api.db.query("DELETE FROM custom_client_build WHERE state IN ('QUEUED', 'BUILDING')");
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const write = spyOn(BuildFiles.prototype, 'write').and.rejectWith(Object.assign(new Error('no'), { code }));
    await desk.build();
    return { tenant, id, write };
  };

  it('waits where the disk is full, and goes on when there is room', async () => {
    const { tenant, id, write } = await fails('ENOSPC');
    expect((await desk.shown(tenant, id))?.build).toEqual(
      jasmine.objectContaining({ state: 'QUEUED', failure: 'DISK_FULL', progress: 0 }),
    );
    write.and.callThrough();
    await desk.build();
    expect((await desk.shown(tenant, id))?.build?.state).toBe('QUEUED');

    pass(api, 5);
    await desk.build();

    expect((await desk.shown(tenant, id))?.build).toEqual(jasmine.objectContaining({ state: 'READY', failure: null }));
  });

  it('is given up after three tries, with the reason, and a fault is logged', async () => {
    const { tenant, id } = await fails('EIO');
    for (const seconds of [5, 15, 60]) {
      pass(api, seconds);
      await desk.build();
    }

    expect((await desk.shown(tenant, id))?.build).toEqual(
      jasmine.objectContaining({ state: 'FAILED', failure: 'FAULT' }),
    );
    expect(api.lines.filter(line => line.includes('Something that goes on by itself failed')).length).toBe(3);
    expect((await desk.fetch(`/my/custom-clients/${id}`, { asker: tenant.owner })).status).toBe(503);
  });

  it('leaves no half of a file where writing breaks off', async () => {
    const broken = new BuildFiles(folder.path('data'));
    const id = '019abcde-0000-7000-8000-000000000001';
    await broken.write(id, Buffer.from('whole'), api.now);
    await expectAsync(broken.write(id, undefined as unknown as Buffer, api.now)).toBeRejected();

    expect(await readdir(folder.path('data/builds'))).toEqual([id]);
    for (const path of ['../../etc/passwd', '', '.', `${id}/..`, `${id}\0`])
      expect(() => broken.pathOf(path)).toThrow();
  });

  it('keeps three builds of each download, and no file without one', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    for (let i = 0; i < 5; i++) {
      await api.as(tenant.owner, 'mutation ($id: ID!) { buildCustomClient(id: $id) { id } }', { id });
      await desk.build();
    }
    await writeFile(`${dataDir()}/builds/019abcde-0000-7000-8000-00000000000f`, 'of nobody');
    await writeFile(`${dataDir()}/builds/draft.of-a-killed-process`, 'half');

    await files().upkeep.clean();

    const rows: { id: string }[] = await api.db.query(
      'SELECT id FROM custom_client_build WHERE custom_client_id = $1 ORDER BY id',
      [id],
    );
    expect(rows.length).toBe(3);
    const left = await readdir(`${dataDir()}/builds`);
    expect(rows.every(row => left.includes(row.id))).toBeTrue();
    expect(
      left.some(name => name.includes('draft') || (name.endsWith('f') && name.includes('00000000000f'))),
    ).toBeFalse();
    expect((await desk.fetch(`/my/custom-clients/${id}`, { asker: tenant.owner })).status).toBe(200);
  });

  it('is asked for anew by a portal with another agent, for whoever may have it', async () => {
    const [tenant, expired] = [await newTenant(api), await newTenant(api)];
    const [{ id }, { id: ofExpired }] = [await desk.created(tenant), await desk.created(expired)];
    await desk.build();
    await files().upkeep.renew();
    expect((await desk.shown(tenant, id))?.build?.state).toBe('READY');

    await api.db.query(`UPDATE custom_client_build SET agent_sha256 = 'of an older agent'`);
    await api.db.query('UPDATE license SET expires_at = $2 WHERE account_id = $1', [expired.accountId, api.now]);
    await files().upkeep.renew();

    expect((await desk.shown(tenant, id))?.build?.state).toBe('QUEUED');
    expect((await desk.shown(tenant, id))?.readyBuild).not.toBeNull();
    expect((await desk.shown(expired, ofExpired))?.build?.state).toBe('READY');
  });

  it('says where the agent was not built', async () => {
    const tenant = await newTenant(api);
    const { id } = await desk.created(tenant);
    const other = await anotherProcess({ agentFolder: folder.path('nothing') });

    await other.portal.services.files.builder.run();

    expect((await desk.shown(tenant, id))?.build).toEqual(
      jasmine.objectContaining({ state: 'FAILED', failure: 'AGENT_NOT_BUILT' }),
    );
  });

  afterAll(() => rm(`${dataDir()}/builds`, { recursive: true, force: true }));
});
