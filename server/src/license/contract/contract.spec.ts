import { enroll } from '../../../test/devices.ts';
import { logOf } from '../../../test/log-of.ts';
import { newTenant, type Tenant } from '../../../test/tenant.ts';
import { type Answer, useApi } from '../../../test/use-api.ts';
import { UserRole } from '../../account/user.entity.ts';
import { Product } from '../product.ts';

const TERMINATE = `mutation ($runsUntil: DateTime!) {
  terminateContract(input: { runsUntil: $runsUntil }) { state expiresAt terminatesAt } }`;
const WITHDRAW = 'mutation { withdrawTermination { state expiresAt terminatesAt } }';
const END = '2026-06-05T00:00:00.000Z';

describe('a contract', () => {
  const api = useApi();

  const newContract = () => newTenant(api, { expiresAt: new Date(END), renews: true });
  const terminate = ({ owner }: Tenant, runsUntil = END): Promise<Answer<Record<string, unknown>>> =>
    api.as(owner, TERMINATE, { runsUntil });
  const withdraw = ({ owner }: Tenant): Promise<Answer<Record<string, unknown>>> => api.as(owner, WITHDRAW);
  const codesOf = (answers: readonly Answer<unknown>[]) =>
    answers.map(({ errors }) => errors?.[0]?.extensions.code ?? 'done');
  const logged = async ({ accountId }: Tenant) =>
    (await logOf(api, accountId, 'CONTRACT_TERMINATED', 'TERMINATION_WITHDRAWN')).map(({ type }) => type);

  it('that was terminated runs to the end of its period, and no longer', async () => {
    const tenant = await newContract();

    const { data } = await terminate(tenant);

    expect(data?.['terminateContract']).toEqual({ state: 'TERMINATED', expiresAt: END, terminatesAt: END });
    expect(codesOf([await enroll(api, tenant)])).toEqual(['done']);
    api.now = new Date(END);
    expect(codesOf([await enroll(api, tenant)])).toEqual(['LICENSE_EXPIRED']);
    expect(await api.refusals(tenant.owner, '{ clients { nodes { id } } invoices { nodes { id } } }')).toEqual([]);
    expect(await logOf(api, tenant.accountId, 'CONTRACT_TERMINATED')).toEqual([
      { type: 'CONTRACT_TERMINATED', actor: 'USER Ada', data: { runsUntil: END } },
    ]);
  });

  it('that renews holds from its end until the renewal is written', async () => {
    const tenant = await newContract();
    api.now = new Date(Date.parse(END) + 1);
    const { data } = await api.as(tenant.owner, '{ license { state renews } }');
    expect(data).toEqual({ license: { state: 'EXPIRING', renews: true } });
    expect(codesOf([await enroll(api, tenant)])).toEqual(['done']);
  });

  it('goes on where the termination is taken back before its end', async () => {
    const tenant = await newContract();
    await terminate(tenant);
    api.now = new Date(Date.parse(END) - 1);
    expect((await withdraw(tenant)).data?.['withdrawTermination']).toEqual({
      state: 'EXPIRING',
      expiresAt: END,
      terminatesAt: null,
    });
    expect(await logged(tenant)).toEqual(['CONTRACT_TERMINATED', 'TERMINATION_WITHDRAWN']);
  });

  const refused: [what: string, before: (tenant: Tenant) => Promise<unknown>, now: string, runsUntil: string][] = [
    ['twice', terminate, '2026-06-01T12:00:00Z', END],
    ['to another moment than its end', async () => undefined, '2026-06-01T12:00:00Z', '2026-06-06T00:00:00Z'],
    ['at its end', async () => undefined, END, END],
  ];
  for (const [what, before, now, runsUntil] of refused) {
    it(`is not terminated ${what}`, async () => {
      const tenant = await newContract();
      await before(tenant);
      api.now = new Date(now);
      const { errors } = await terminate(tenant, runsUntil);
      expect(errors?.[0]?.extensions).toEqual({
        code: 'CONFLICT',
        details: { expiresAt: END, terminatesAt: what === 'twice' ? END : null },
      });
    });
  }

  it('has no termination to take back where there was none, or its end has come', async () => {
    const tenant = await newContract();
    expect(codesOf([await withdraw(tenant)])).toEqual(['CONFLICT']);
    await terminate(tenant);
    api.now = new Date(END);
    expect(codesOf([await withdraw(tenant)])).toEqual(['CONFLICT']);
  });

  it('is terminated by one of ten at once, and taken back by one', async () => {
    const tenant = await newContract();
    const once = [...Array<string>(9).fill('CONFLICT'), 'done'];
    const all = (work: typeof terminate) => Promise.all(Array.from({ length: 10 }, () => work(tenant)));
    expect(codesOf(await all(terminate)).sort()).toEqual(once);
    expect(codesOf(await all(withdraw)).sort()).toEqual(once);
    expect(await logged(tenant)).toEqual(['CONTRACT_TERMINATED', 'TERMINATION_WITHDRAWN']);
  });

  it("is the owner's alone, and of the own account alone", async () => {
    const [mine, theirs] = [await newContract(), await newContract()];
    for (const role of [UserRole.ADMIN, UserRole.ACCOUNTANT, UserRole.VIEWER]) {
      const person = await mine.person(role);
      expect(await api.refusals(person, TERMINATE, { runsUntil: END })).toEqual(['FORBIDDEN']);
      expect(await api.refusals(person, WITHDRAW)).toEqual(['FORBIDDEN']);
    }
    await terminate(mine);
    expect((await api.as(theirs.owner, '{ license { terminatesAt } }')).data).toEqual({
      license: { terminatesAt: null },
    });
  });

  describe('goes on with a product that', () => {
    const NEXT =
      'mutation ($product: Product) { changeNextProduct(input: { product: $product }) { product nextProduct } }';
    const next = ({ owner }: Tenant, product: string | null): Promise<Answer<Record<string, unknown>>> =>
      api.as(owner, NEXT, { product });

    it('is chosen among the smaller ones, and taken back', async () => {
      const tenant = await newTenant(api, { product: Product.POWER, renews: true });
      expect((await next(tenant, 'ESSENTIALS')).data?.['changeNextProduct']).toEqual({
        product: 'POWER',
        nextProduct: 'ESSENTIALS',
      });
      expect((await next(tenant, null)).data?.['changeNextProduct']).toEqual({ product: 'POWER', nextProduct: null });
      expect(codesOf([await next(tenant, 'POWER'), await next(tenant, 'ENTERPRISE')])).toEqual([
        'CONFLICT',
        'CONFLICT',
      ]);
      expect((await logOf(api, tenant.accountId, 'LICENSE_CHANGED')).map(({ data }) => data)).toEqual([
        { changed: ['nextProduct'] },
        { changed: ['nextProduct'] },
      ]);
    });

    it('has room for what is in use', async () => {
      const tenant = await newTenant(api, { product: Product.POWER, renews: true });
      await api.db.query('UPDATE license SET clients_used = 11 WHERE account_id = $1', [tenant.accountId]);
      const { errors } = await next(tenant, 'ESSENTIALS');
      expect(errors?.[0]?.extensions).toEqual({ code: 'SEAT_LIMIT_REACHED', details: { limit: 10, used: 11 } });
    });

    it('is none where it does not go on', async () => {
      const ends = await newTenant(api, { product: Product.POWER });
      const terminated = await newContract();
      await terminate(terminated);
      expect(codesOf([await next(ends, 'ESSENTIALS'), await next(terminated, 'POWER')])).toEqual([
        'CONFLICT',
        'CONFLICT',
      ]);
    });
  });
});
