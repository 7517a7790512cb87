import { make } from '../../../test/make.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Platform } from '../platform.ts';

const SET = 'mutation ($template: String) { setConnectTemplate(template: $template) }';
const SHOWN = 'query ($id: ID!) { connectTemplate client(id: $id) { connectUrl } }';
const CREATE = 'mutation ($input: CreateCustomClientInput!) { createCustomClient(input: $input) { prefix } }';
const EVENTS = '{ events(last: 9, filter: { types: [CONNECT_LINK_CHANGED] }) { nodes { data actor { id } } } }';

describe('the link by which people connect', () => {
  const api = useApi();

  const urlOf = async ({ owner }: Tenant, id: string): Promise<unknown> =>
    (await api.as<{ client: { connectUrl: unknown } }>(owner, SHOWN, { id })).data?.client.connectUrl;

  it('is opened by AnyDesk, for Windows and Linux and clients that take sessions', async () => {
    const tenant = await newTenant(api);
    const client = (more: object) => make(api.db).client({ accountId: tenant.accountId, ...more });
    const [windows, mac] = [await client({ platform: Platform.WINDOWS }), await client({ platform: Platform.MACOS })];
    const [incoming, outgoing] = [
      await client({ connectionType: 'INCOMING' }),
      await client({ connectionType: 'OUTGOING' }),
    ];

    expect(await urlOf(tenant, windows.clientId)).toBe(`anydesk:${windows.clientId}`);
    expect(await urlOf(tenant, incoming.clientId)).toBe(`anydesk:${incoming.clientId}`);
    expect([await urlOf(tenant, mac.clientId), await urlOf(tenant, outgoing.clientId)]).toEqual([null, null]);
  });

  it('can be another for the account, or none, and the log says so', async () => {
    const [tenant, other] = [await newTenant(api), await newTenant(api)];
    const { clientId } = await make(api.db).client({ accountId: tenant.accountId });
    const template = 'https://desk.example.com/go/{id}';

    expect((await api.as(tenant.owner, SET, { template })).data).toEqual({ setConnectTemplate: template });
    await api.as(tenant.owner, SET, { template });
    expect(await urlOf(tenant, clientId)).toBe(`https://desk.example.com/go/${clientId}`);
    await api.as(tenant.owner, SET, { template: null });

    expect(await urlOf(tenant, clientId)).toBeNull();
    expect((await api.as(other.owner, '{ connectTemplate }')).data).toEqual({ connectTemplate: 'anydesk:{id}' });
    expect((await api.as(tenant.owner, EVENTS)).data?.['events']).toEqual({
      nodes: [template, null].map(each => ({ data: { template: each }, actor: { id: tenant.owner.userId } })),
    });
  });

  it('has the prefix of the custom clients in it, once the account has one', async () => {
    const tenant = await newTenant(api);
    const { clientId } = await make(api.db).client({ accountId: tenant.accountId });
    await api.as(tenant.owner, SET, { template: 'anydesk:AnyDesk-{prefix}:{id}' });
    expect(await urlOf(tenant, clientId)).toBeNull();

    const input = { name: 'Quick Support', platform: 'WINDOWS', settings: {} };
    const { data } = await api.as<{ createCustomClient: { prefix: string } }>(tenant.owner, CREATE, { input });
    expect(await urlOf(tenant, clientId)).toBe(`anydesk:AnyDesk-${data?.createCustomClient.prefix ?? ''}:${clientId}`);
  });

  it('is refused where it could do anything else, and to those who may only look', async () => {
    const { owner, person } = await newTenant(api);
    expect(await api.refusals(owner, SET, { template: 'javascript:{id}' })).toEqual(['BAD_USER_INPUT']);
    expect(await api.refusals(await person(UserRole.VIEWER), SET, { template: null })).toEqual(['FORBIDDEN']);
  });
});
