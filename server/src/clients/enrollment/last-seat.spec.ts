import { enroll, tallyOf } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

const RACERS = 50;
const ROUNDS = process.env['TEST_LONG'] === '1' ? 40 : 2;

describe('the last seat of a license', () => {
  const api = useApi();

  it(`goes to exactly one of ${RACERS} devices that race for it`, async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const tenant = await newTenant(api, { maxClients: 3 });
      await enroll(api, tenant);
      await enroll(api, tenant);

      const answers = await Promise.all(Array.from({ length: RACERS }, () => enroll(api, tenant)));

      const refusals = answers.flatMap(({ errors }) => errors ?? []);
      expect(refusals.length).toBe(RACERS - 1);
      for (const { extensions } of refusals) {
        expect(extensions).toEqual({ code: 'SEAT_LIMIT_REACHED', details: { limit: 3, used: 3 } });
      }
      expect(await tallyOf(api, tenant)).toEqual({ clients: 3, online: 0, seats: 3 });
    }
  });
});
