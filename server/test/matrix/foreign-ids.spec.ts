import { newSchema } from '../../src/schema.ts';
import { newCustomer } from '../customers.ts';
import { supportDesk } from '../support-desk.ts';
import type { Tenant } from '../tenant.ts';
import { useApi } from '../use-api.ts';
import { IDS, type Thing, thingsOf } from './foreign-things.ts';
import { type IdPlace, NOWHERE, type Operation, operationsOf, withId } from './operations.ts';

const PLACES = operationsOf(newSchema()).flatMap(operation =>
  operation.ids.map(place => ({ operation, place, name: `${operation.name} ${place.path.join('.')}` })),
);
/** What is bad in itself would be refused before anybody looks for the thing. */
const GOOD = { alias: 'new-name@ad', subject: 'No sound', message: 'The speakers are silent.' };

describe('a thing of another account', () => {
  const api = useApi();
  const things = thingsOf(api);
  let mine: Tenant;
  beforeAll(async () => {
    mine = await newCustomer(api);
  });

  /** Calls with everything else good, so that the id alone is what it may be refused for. */
  async function call(asker: Tenant, { name, source, variables }: Operation, { path }: IdPlace): Promise<string> {
    const input = variables['input'] as Record<string, unknown> | undefined;
    if (name === 'Mutation.replyToTicket' && path.includes('attachments') && input) {
      input['id'] = (await supportDesk(api).submitted(asker.owner)).id;
    }
    for (const said of [variables, input]) {
      for (const [key, value] of Object.entries(GOOD)) if (said && key in said) said[key] = value;
    }
    const selection = /\.(removeClients|setClientComments)$/.test(name)
      ? '{ id refusal { code } }'
      : '{ id __typename }';
    return JSON.stringify(await api.as(asker.owner, source.replace(/\{ id \} \}$/, `${selection} }`), variables));
  }

  const eventsOf = async ({ tenant }: Thing): Promise<number> =>
    (await api.db.query<unknown[]>('SELECT FROM event WHERE account_id = $1', [tenant.accountId])).length;

  it('is asked for wherever an id can be said', () => {
    expect(PLACES.map(({ name }) => name)).toEqual(jasmine.arrayWithExactContents(Object.keys(IDS)));
  });

  for (const { operation, place, name } of PLACES) {
    const kind = IDS[name];
    if (kind === undefined || kind === 'own' || kind === 'anybody') continue;
    it(`is not found by ${name}, as what there is not`, async () => {
      const thing = await things[kind]();
      const events = await eventsOf(thing);

      const called = (asker: Tenant, id: string) =>
        call(asker, { ...operation, variables: withId(operation, place, id) }, place);

      const foreign = await called(mine, thing.id);
      const none = kind === 'client' || kind === 'session' ? '999999999' : NOWHERE;
      const absent = await called(mine, none);

      expect(foreign).toMatch(/"NOT_FOUND"|"data":\{"\w+":(null|false)\}/);
      expect(foreign.replaceAll(thing.id, '')).toBe(absent.replaceAll(none, ''));
      expect(await eventsOf(thing)).toBe(events);
      const own = await called(thing.tenant, thing.id);
      expect(own.replaceAll(thing.id, '')).not.toBe(foreign.replaceAll(thing.id, ''));
    });
  }
});
