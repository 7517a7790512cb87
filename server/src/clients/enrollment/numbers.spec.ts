import { enrolled } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';
import { hashOf } from '../../core/ids.ts';
import { Numbers, randomNumber } from './numbers.ts';

describe('the number of a new client', () => {
  const api = useApi();

  it('has 9 or 10 digits', () => {
    for (let i = 0; i < 1000; i++) expect(randomNumber()).toMatch(/^[1-9]\d{8,9}$/);
  });

  it('is drawn anew where somebody has it', async () => {
    const tenant = await newTenant(api);
    const { clientId } = await enrolled(api, tenant);
    const drawn = [clientId, clientId, '123456789'];
    const numbers = new Numbers(() => drawn.shift() ?? '');

    const number = await api.portal.services.ledger.write(tenant.accountId, entry =>
      numbers.take(entry, tenant.accountId, hashOf('a token')),
    );

    expect(number).toBe('123456789');
  });
});
