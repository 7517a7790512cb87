import { useProcesses } from '../../../test/another-process.ts';
import { logOf } from '../../../test/devices.ts';
import { make, type MadeClient } from '../../../test/make.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { verify } from '../../operator/verify.ts';

const SET = 'mutation ($id: ID!, $alias: String!) { setClientAlias(id: $id, alias: $alias) { alias aliases } }';
const TAKE = 'mutation ($id: ID!, $alias: String!) { removeClientAlias(id: $id, alias: $alias) { alias aliases } }';
const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';
const RACERS = process.env['TEST_LONG'] === '1' ? 50 : 16;
const ROUNDS = process.env['TEST_LONG'] === '1' ? 1000 : 2;
const DAY_MS = 86_400_000;

interface Named {
  readonly alias: string | null;
  readonly aliases: string[];
}

describe('the alias of a client', () => {
  const api = useApi();
  const newProcess = useProcesses(api);
  let namespaces = 0;

  /** An account with a namespace of its own, and clients in it. */
  async function office(maxAliases: number | null = 10) {
    const tenant = await newTenant(api);
    const own = `acme${++namespaces}`;
    await make(api.db).namespace({ accountId: tenant.accountId, name: own, maxAliases });
    return { ...tenant, own, client: () => make(api.db).client({ accountId: tenant.accountId }) };
  }
  const set = (tenant: Tenant, { clientId: id }: MadeClient, alias: string) =>
    api.as<{ setClientAlias: Named }>(tenant.owner, SET, { id, alias });
  const take = (tenant: Tenant, { clientId: id }: MadeClient, alias: string) =>
    api.as<{ removeClientAlias: Named }>(tenant.owner, TAKE, { id, alias });
  const refusal = ({ errors = [] }: Answer<unknown>): unknown =>
    errors.map(({ extensions: { code, details } }) => [code, details]).flat();
  const commandsOf = (tenant: Tenant, state = 'QUEUED'): Promise<{ data: object }[]> =>
    api.db.query(`SELECT data FROM command WHERE account_id = $1 AND kind = 'SET_ALIAS' AND state = $2`, [
      tenant.accountId,
      state,
    ]);

  const usedOf = async ({ accountId }: Tenant): Promise<number | undefined> => {
    const rows: { used: number }[] = await api.db.query(
      'SELECT aliases_used AS used FROM namespace WHERE account_id = $1',
      [accountId],
    );
    return rows[0]?.used;
  };

  /** Lets every alias of the account have been given up so long ago. */
  async function release({ accountId }: Tenant, agoMs: number): Promise<void> {
    const at = new Date(api.now.getTime() - agoMs);
    await api.db.query('UPDATE alias SET released_at = $2 WHERE account_id = $1', [accountId, at]);
    await api.db.query('UPDATE client SET alias = NULL WHERE account_id = $1', [accountId]);
  }

  afterEach(async () => {
    expect(await verify(api.db)).toEqual([]);
  });

  it('of its own namespace is one, kept letter by letter; the next takes its place and frees it', async () => {
    const acme = await office();
    const [desk, other] = [await acme.client(), await acme.client()];

    expect((await set(acme, desk, `Front-Desk@${acme.own}`)).data?.setClientAlias).toEqual({
      alias: `Front-Desk@${acme.own}`,
      aliases: [`Front-Desk@${acme.own}`],
    });
    expect(refusal(await set(acme, other, `front-desk@${acme.own}`))).toEqual([
      'CONFLICT',
      { reason: 'TAKEN', clientId: desk.clientId },
    ]);
    await set(acme, desk, `Lobby@${acme.own}`);
    expect((await set(acme, other, `front-DESK@${acme.own}`)).data?.setClientAlias.aliases).toEqual([
      `front-DESK@${acme.own}`,
    ]);
  });

  it('goes before the public ones, of which there are three at most, the last that was given first', async () => {
    const acme = await office();
    const desk = await acme.client();
    const names = ['a', 'b', 'c'].map(name => `${name}-${acme.own}@ad`);
    for (const alias of names) {
      api.now = new Date(api.now.getTime() + 1000);
      await set(acme, desk, alias);
    }

    expect((await set(acme, desk, names[0] as string)).data?.setClientAlias.aliases).toEqual([
      names[0] as string,
      names[2] as string,
      names[1] as string,
    ]);
    expect((await set(acme, desk, `d@${acme.own}`)).data?.setClientAlias.alias).toBe(`d@${acme.own}`);
    expect(refusal(await set(acme, desk, `d-${acme.own}@ad`))).toEqual(['ALIAS_LIMIT_REACHED', { limit: 3, used: 3 }]);
  });

  it('is told to the device and the log, where it is the one that is shown', async () => {
    const acme = await office();
    const desk = await acme.client();

    await set(acme, desk, `a@${acme.own}`);
    await set(acme, desk, `a@${acme.own}`);
    expect(await commandsOf(acme)).toEqual([{ data: { alias: `a@${acme.own}` } }]);
    await set(acme, desk, `b@${acme.own}`);
    await set(acme, desk, `c-${acme.own}@ad`);

    expect(await commandsOf(acme)).toEqual([{ data: { alias: `b@${acme.own}` } }]);
    expect((await commandsOf(acme, 'EXPIRED')).length).toBe(1);
    const changes: { data: object }[] = await api.db.query(
      `SELECT data FROM event WHERE account_id = $1 AND type = 'CLIENT_CHANGED' ORDER BY seq`,
      [acme.accountId],
    );
    expect(changes.map(({ data }) => data)).toEqual([
      { changed: ['alias'], given: `a@${acme.own}` },
      { changed: ['alias'], given: `b@${acme.own}`, givenUp: `a@${acme.own}` },
      { changed: ['alias'], given: `c-${acme.own}@ad` },
    ]);
    expect((await logOf(api, acme, desk.clientId)).filter(type => type === 'CLIENT_CHANGED').length).toBe(3);
  });

  it('is refused at the limit of the namespace, which a client that is removed makes room in at once', async () => {
    const acme = await office(1);
    const [desk, other] = [await acme.client(), await acme.client()];
    await set(acme, desk, `a@${acme.own}`);

    expect(refusal(await set(acme, other, `b@${acme.own}`))).toEqual(['ALIAS_LIMIT_REACHED', { limit: 1, used: 1 }]);
    expect((await set(acme, desk, `c@${acme.own}`)).data?.setClientAlias.alias).toBe(`c@${acme.own}`);
    await api.as(acme.owner, REMOVE, { id: desk.clientId });

    expect((await set(acme, other, `c@${acme.own}`)).data?.setClientAlias.alias).toBe(`c@${acme.own}`);
  });

  it('that is taken away leaves the next one shown, or none', async () => {
    const acme = await office();
    const desk = await acme.client();
    await set(acme, desk, `x-${acme.own}@ad`);
    await set(acme, desk, `y@${acme.own}`);

    expect((await take(acme, desk, `Y@${acme.own}`)).data?.removeClientAlias).toEqual({
      alias: `x-${acme.own}@ad`,
      aliases: [`x-${acme.own}@ad`],
    });
    expect((await take(acme, desk, `x-${acme.own}@ad`)).data?.removeClientAlias).toEqual({ alias: null, aliases: [] });
    expect(await commandsOf(acme)).toEqual([{ data: { alias: null } }]);
    expect(refusal(await take(acme, desk, `y@${acme.own}`))).toEqual(['NOT_FOUND', { reason: 'UNKNOWN_ALIAS' }]);
  });

  it('that is public and was given up is kept from others for 30 days, but not from its account', async () => {
    const [acme, other] = [await office(), await office()];
    const [desk, theirs] = [await acme.client(), await other.client()];
    const alias = `held-${acme.own}@ad`;
    await set(acme, desk, alias);
    await take(acme, desk, alias);

    await release(acme, 30 * DAY_MS - 1);
    expect(refusal(await set(other, theirs, alias))).toEqual(['CONFLICT', { reason: 'TAKEN' }]);
    expect((await set(acme, await acme.client(), alias)).errors).toBeUndefined();
    await release(acme, 30 * DAY_MS);
    expect((await set(other, theirs, alias)).data?.setClientAlias.alias).toBe(alias);
  });

  it('that was given up is kept three times for a client, and the oldest is free then', async () => {
    const [acme, other] = [await office(), await office()];
    const [desk, theirs] = [await acme.client(), await other.client()];
    for (const name of ['a', 'b', 'c', 'd']) {
      api.now = new Date(api.now.getTime() + 1000);
      await set(acme, desk, `${name}-${acme.own}@ad`);
      await take(acme, desk, `${name}-${acme.own}@ad`);
    }

    expect((await set(other, theirs, `a-${acme.own}@ad`)).errors).toBeUndefined();
    expect(refusal(await set(other, theirs, `b-${acme.own}@ad`))).toEqual(['CONFLICT', { reason: 'TAKEN' }]);
  });

  it('that is public looks like no other', async () => {
    const [acme, other] = [await office(), await office()];
    const [desk, theirs] = [await acme.client(), await other.client()];
    await set(acme, desk, `paypal-${acme.own}@ad`);

    expect(refusal(await set(other, theirs, `PayPaI-${acme.own}@ad`))).toEqual(['CONFLICT', { reason: 'TAKEN' }]);
    expect((await set(acme, desk, `kasse1@${acme.own}`)).errors).toBeUndefined();
    expect((await set(acme, await acme.client(), `kassel@${acme.own}`)).errors).toBeUndefined();
  });

  it('is in no namespace of another account, and no client of another is named', async () => {
    const [acme, other] = [await office(), await office()];
    const [desk, theirs] = [await acme.client(), await other.client()];

    for (const alias of [`a@${other.own}`, 'a@nowhere', 'a@AD']) {
      expect(refusal(await set(acme, desk, alias))).toEqual(['NOT_FOUND', { reason: 'UNKNOWN_NAMESPACE' }]);
    }
    expect(refusal(await set(acme, theirs, `a@${acme.own}`))).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await take(acme, theirs, `a@${acme.own}`))).toEqual(['NOT_FOUND', undefined]);
    expect(refusal(await set(acme, { ...desk, clientId: "1' OR 1=1" }, `a@${acme.own}`))).toEqual([
      'NOT_FOUND',
      undefined,
    ]);
    expect(refusal(await set(acme, desk, `кasse@${acme.own}`))).toEqual([
      'BAD_USER_INPUT',
      { fields: { alias: ['may have the letters A to Z, digits and . _ - in its name'] } },
    ]);
  });

  it('is not for those who may only look', async () => {
    const acme = await office();
    const variables = { id: (await acme.client()).clientId, alias: `a@${acme.own}` };
    for (const mutation of [SET, TAKE]) {
      expect(await api.refusals(await acme.person(UserRole.VIEWER), mutation, variables)).toEqual(['FORBIDDEN']);
      expect(await api.refusals(null, mutation, variables)).toEqual(['UNAUTHENTICATED']);
    }
  });

  it(`goes to as many of ${RACERS} racers over two processes as there are places, and each name to one`, async () => {
    const second = await newProcess();
    const acme = await office(3);
    const clients = await Promise.all(Array.from({ length: RACERS }, () => acme.client()));
    for (let round = 0; round < ROUNDS; round++) {
      await api.db.query('DELETE FROM alias WHERE account_id = $1', [acme.accountId]);
      await api.db.query('UPDATE namespace SET aliases_used = 0 WHERE account_id = $1', [acme.accountId]);

      const answers = await Promise.all(
        clients.map(({ clientId: id }, i) =>
          (i % 2 === 0 ? api : second).as(acme.owner, SET, { id, alias: `desk-${i % 8}@${acme.own}` }),
        ),
      );

      expect(answers.filter(({ errors }) => !errors).length).toBe(3);
      expect(await usedOf(acme)).toBe(3);
    }
    await api.db.query(
      `UPDATE client c SET alias = NULL WHERE account_id = $1
      AND NOT EXISTS (SELECT FROM alias a WHERE a.account_id = c.account_id AND a.client_id = c.id)`,
      [acme.accountId],
    );
  });

  it('that is public goes to one of many accounts that race for it, or for what looks like it', async () => {
    const second = await newProcess();
    for (let round = 0; round < 4; round++) {
      const offices = await Promise.all(Array.from({ length: 8 }, () => office()));
      const clients = await Promise.all(offices.map(each => each.client()));

      const answers = await Promise.all(
        offices.map(({ owner }, i) =>
          (i % 2 === 0 ? api : second).as(owner, SET, {
            id: clients[i]?.clientId,
            alias: `${i % 4 < 2 ? 'all' : 'a1I'}-${offices[0]?.own}@ad`,
          }),
        ),
      );

      expect(answers.filter(({ errors }) => !errors).length).toBe(1);
      expect(answers.flatMap(answer => refusal(answer)).filter(code => code === 'CONFLICT').length).toBe(7);
    }
  });
});
