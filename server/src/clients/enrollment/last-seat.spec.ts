import { useProcesses } from '../../../test/another-process.ts';
import { enroll, tallyOf } from '../../../test/devices.ts';
import { newTenant } from '../../../test/tenant.ts';
import { useApi } from '../../../test/use-api.ts';

const RACERS = 50;
const ROUNDS = process.env['TEST_LONG'] === '1' ? 1000 : 2;
/** At large numbers each round takes a third of a second on two cores. */
const PATIENCE_MS = ROUNDS * 1_000 + 60_000;
const REMOVE = 'mutation ($id: ID!) { removeClient(id: $id) { id } }';

describe('the last seat of a license', () => {
  const api = useApi();
  const newProcess = useProcesses(api);

  it(
    `goes to exactly one of ${RACERS} devices that race for it over two processes, and is free once that one is removed`,
    async () => {
      const second = await newProcess();
      const at = [api, { ...api, as: second.as.bind(second) as typeof api.as }];
      const tenant = await newTenant(api, { maxClients: 3 });
      await enroll(api, tenant);
      await enroll(api, tenant);
      for (let round = 0; round < ROUNDS; round++) {
        const answers = await Promise.all(
          Array.from({ length: RACERS }, (_, i) => enroll(at[i % 2] as typeof api, tenant)),
        );

        const won = answers.flatMap(({ data }) => data?.enrollClient ?? []);
        const refusals = answers.flatMap(({ errors }) => errors ?? []);
        expect([won.length, refusals.length]).toEqual([1, RACERS - 1]);
        for (const { extensions } of refusals) {
          expect(extensions).toEqual({ code: 'SEAT_LIMIT_REACHED', details: { limit: 3, used: 3 } });
        }
        expect(await tallyOf(api, tenant)).toEqual({ clients: 3, online: 0, seats: 3 });
        await api.as(tenant.owner, REMOVE, { id: won[0]?.client.id });
        // What is counted by the minute is counted anew.
        api.now = new Date(api.now.getTime() + 60_000);
      }
      expect(await tallyOf(api, tenant)).toEqual({ clients: 2, online: 0, seats: 2 });
    },
    PATIENCE_MS,
  );
});
