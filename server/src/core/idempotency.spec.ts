import { newTenant, type Tenant } from '../../test/tenant.ts';
import { useApi } from '../../test/use-api.ts';
import { ApiError } from './errors.ts';
import type { Fulfilled, Wish } from './idempotency.ts';
import { newId } from './ids.ts';

const DAY_MS = 86_400_000;

describe('a wish with a key', () => {
  const api = useApi();

  /** What answers each wish: an id anew each time that something is made. */
  const fulfill = (
    { accountId, owner }: Tenant,
    { by = owner.userId, operation = 'order', ...input }: Record<string, string | null>,
    make: () => Promise<string> = async () => newId(),
  ): Promise<Fulfilled> => {
    const wish: Wish = { accountId, by: { kind: 'USER', id: by }, operation: String(operation), input };
    const { idempotency, ledger } = api.portal.services;
    return ledger.write(accountId, entry => idempotency.once(entry, wish, make));
  };

  it('is fulfilled once, and answered with what was made then, whatever order its arguments are in', async () => {
    const tenant = await newTenant(api);
    const first = await fulfill(tenant, { idempotencyKey: 'k', name: 'desk', kind: 'big' });
    const second = await fulfill(tenant, { kind: 'big', name: 'desk', idempotencyKey: 'k' });
    expect([first.isRepeat, second.isRepeat]).toEqual([false, true]);
    expect(second.id).toBe(first.id);
  });

  it('is fulfilled once by twenty that come at once', async () => {
    const tenant = await newTenant(api);
    const all = await Promise.all(Array.from({ length: 20 }, () => fulfill(tenant, { idempotencyKey: 'k' })));
    expect(new Set(all.map(({ id }) => id))).toHaveSize(1);
    expect(all.filter(({ isRepeat }) => !isRepeat)).toHaveSize(1);
  });

  it('is fulfilled once where nobody holds the account', async () => {
    const { accountId } = await newTenant(api);
    const wish: Wish = {
      accountId,
      by: { kind: 'USER', id: null },
      operation: 'order',
      input: { idempotencyKey: 'k' },
    };
    const alone = () =>
      api.db.transaction(sql => api.portal.services.idempotency.once({ sql, now: api.now }, wish, async () => newId()));
    const all = await Promise.all(Array.from({ length: 6 }, alone));
    expect(new Set(all.map(({ id }) => id))).toHaveSize(1);
  });

  it('with other arguments is refused', async () => {
    const tenant = await newTenant(api);
    await fulfill(tenant, { idempotencyKey: 'k', name: 'desk' });
    for (const name of ['chair', null]) {
      await expectAsync(fulfill(tenant, { idempotencyKey: 'k', name })).toBeRejectedWith(
        jasmine.objectContaining({ code: 'CONFLICT' }),
      );
    }
  });

  it('of another principal, operation or account is another', async () => {
    const [tenant, other] = [await newTenant(api), await newTenant(api)];
    const all = [
      await fulfill(tenant, { idempotencyKey: 'k' }),
      await fulfill(tenant, { idempotencyKey: 'k', by: newId() }),
      await fulfill(tenant, { idempotencyKey: 'k', operation: 'invite' }),
      await fulfill(other, { idempotencyKey: 'k', by: tenant.owner.userId }),
      await fulfill(tenant, { idempotencyKey: 'l' }),
      await fulfill(tenant, {}),
      await fulfill(tenant, { idempotencyKey: null }),
    ];
    expect(all.filter(({ isRepeat }) => isRepeat)).toEqual([]);
  });

  it('that was refused may be tried again', async () => {
    const tenant = await newTenant(api);
    const refuse = () => Promise.reject(new ApiError('FORBIDDEN', 'Not now'));
    await expectAsync(fulfill(tenant, { idempotencyKey: 'k' }, refuse)).toBeRejected();
    expect((await fulfill(tenant, { idempotencyKey: 'k' })).isRepeat).toBeFalse();
  });

  it('is forgotten after a day, cleaned up or not', async () => {
    const tenant = await newTenant(api);
    const first = await fulfill(tenant, { idempotencyKey: 'k' });
    api.now = new Date(api.now.getTime() + DAY_MS - 1);
    await api.portal.services.idempotency.clean({ sql: api.db.manager, now: api.now });
    expect((await fulfill(tenant, { idempotencyKey: 'k' })).id).toBe(first.id);
    api.now = new Date(api.now.getTime() + 1);
    const second = await fulfill(tenant, { idempotencyKey: 'k', name: 'desk' });
    expect([second.isRepeat, second.id === first.id]).toEqual([false, false]);
    api.now = new Date(api.now.getTime() + DAY_MS);
    await api.portal.services.idempotency.clean({ sql: api.db.manager, now: api.now });
    expect(await api.db.query('SELECT key FROM idempotency')).toEqual([]);
  });

  it('keeps nothing of its arguments but a keyed hash', async () => {
    const tenant = await newTenant(api);
    await fulfill(tenant, { idempotencyKey: 'k', name: 'DE89370400440532013000' });
    const rows: { request: Buffer }[] = await api.db.query('SELECT * FROM idempotency');
    expect(JSON.stringify(rows)).not.toContain('DE89');
    expect(rows.every(({ request }) => request.length === 32)).toBeTrue();
  });
});
