import { getMetadataStorage } from 'type-graphql';
import { RIGHTS_OF } from '../../src/account/roles.ts';
import { TOKEN_SCOPES } from '../../src/account/tokens/token-scope.ts';
import { UserRole } from '../../src/account/user.entity.ts';
import { Right } from '../../src/core/viewer.ts';
import { SYSTEM } from '../../src/events/actor.ts';
import { newSchema } from '../../src/schema.ts';
import { begun } from '../begun.ts';
import { Browser } from '../browser.ts';
import { enrolled } from '../devices.ts';
import { enrolled as withSecondFactor, halfSignedIn, signedIn } from '../second-factor.ts';
import { refused } from '../session-desk.ts';
import type { SocketClient } from '../socket-client.ts';
import { newTenant } from '../tenant.ts';
import { newToken } from '../tokens.ts';
import { type Answer, type Asker, headersOf, useApi } from '../use-api.ts';
import { DECISIONS, WAYS_OF_THEIR_OWN } from './decisions.ts';
import { type Operation, operationsOf } from './operations.ts';
import { waysRound } from './ways-round.ts';

const OPERATIONS = operationsOf(newSchema());
const GUARDED = OPERATIONS.filter(({ name }) => DECISIONS[name] !== 'anyone');
const overHttp = (operations: readonly Operation[]) => operations.filter(({ name }) => !name.startsWith('Sub'));
const overSocket = (operations: readonly Operation[]) => operations.filter(({ name }) => name.startsWith('Sub'));

/** `let in`, or how whoever asks is kept out. */
function verdict({ codes, details }: ReturnType<typeof refused>): string {
  if (codes.includes('UNAUTHENTICATED')) return 'UNAUTHENTICATED';
  const right = codes.includes('FORBIDDEN') ? (details as { right?: string } | undefined)?.right : undefined;
  return right === undefined ? 'let in' : `lacks ${right}`;
}

/** What is to become of an operation for who has these rights. */
function decided(rights: ReadonlySet<Right>, { name }: Operation): string {
  const decision = DECISIONS[name] ?? [];
  const missing = decision === 'anyone' ? undefined : decision.find(right => !rights.has(right));
  return missing === undefined ? 'let in' : `lacks ${missing}`;
}

/** The rights that each field names in its `@Authorized`, by its name as `Query.clients`. */
function declared(): Map<string, readonly Right[]> {
  const storage = getMetadataStorage();
  const roots = { Query: storage.queries, Mutation: storage.mutations, Subscription: storage.subscriptions };
  const ofRoots = Object.entries(roots).flatMap(([root, fields]) =>
    fields.map(({ schemaName, roles }) => [`${root}.${schemaName}`, roles] as const),
  );
  const ofTypes = storage.objectTypes.flatMap(({ name, fields = [] }) =>
    fields.map(({ schemaName, roles }) => [`${name}.${schemaName}`, roles] as const),
  );
  return new Map(
    [...ofRoots, ...ofTypes].filter(([, roles]) => roles).map(([name, roles]) => [name, roles as Right[]]),
  );
}

describe('who may do what', () => {
  const api = useApi({ isStarted: true });

  /** What becomes of each operation for who asks, beside what is to become of it. */
  async function verdicts(asker: Asker, operations: readonly Operation[]): Promise<[string, string][]> {
    const found: [string, string][] = [];
    for (const { name, source, variables } of overHttp(operations)) {
      found.push([name, verdict(refused(await api.as(asker, source, { ...variables })))]);
    }
    const following = overSocket(operations);
    if (following.length === 0) return found;
    const socket = await api.socket(asker);
    for (const operation of following) found.push([operation.name, await follows(socket, operation)]);
    return found;
  }

  async function follows(socket: SocketClient, { name, source }: Operation): Promise<string> {
    let isOver = false;
    const answer = async (): Promise<string> => {
      for (;;) {
        const { type, payload } = await socket.next();
        if (type === 'error') return verdict(refused({ errors: payload } as Answer<unknown>));
        if (type === 'next' && (payload as Answer<unknown>).errors) return verdict(refused(payload as Answer<unknown>));
        if (type === 'next') return 'let in';
      }
    };
    const refusal = answer().finally(() => (isOver = true));
    const isLetIn = begun(
      () => socket.subscribe(name, source),
      () => isOver,
    ).then(() => 'let in');
    return Promise.race([refusal, isLetIn]);
  }

  const expected = (rights: ReadonlySet<Right>, operations: readonly Operation[]): [string, string][] =>
    [...overHttp(operations), ...overSocket(operations)].map(operation => [operation.name, decided(rights, operation)]);

  it('is decided for every operation that there is, and for no other', () => {
    const roots = /^(Query|Mutation|Subscription)\./;
    expect(Object.keys(DECISIONS).filter(name => roots.test(name))).toEqual(
      jasmine.arrayWithExactContents(OPERATIONS.map(({ name }) => name)),
    );
  });

  it('is declared as it was decided', () => {
    const rights = declared();
    for (const [name, decision] of Object.entries(DECISIONS)) {
      expect(rights.get(name))
        .withContext(name)
        .toEqual(decision === 'anyone' ? undefined : [...decision]);
      rights.delete(name);
    }
    expect([...rights.keys()]).toEqual([]);
  });

  it('leads nobody by a way round to what needs another right', () => {
    const open = waysRound(newSchema());
    expect(open).toEqual(jasmine.arrayWithExactContents(Object.keys(WAYS_OF_THEIR_OWN)));
  });

  for (const role of Object.values(UserRole)) {
    it(`is for a person what the role ${role} gives`, async () => {
      const { person } = await newTenant(api);
      const asker = await person(role);
      const operations = GUARDED.filter(({ name }) => name !== 'Mutation.changePassword');
      expect(await verdicts(asker, operations)).toEqual(expected(RIGHTS_OF[role], operations));
    });
  }

  for (const scope of TOKEN_SCOPES) {
    it(`is for a token with the scope ${scope} that and no more`, async () => {
      const { owner } = await newTenant(api);
      const token = await newToken(api, owner, { scopes: [scope] });
      expect(await verdicts(token, GUARDED)).toEqual(expected(new Set([scope]), GUARDED));
    });
  }

  it('is for a device what devices do, and nothing that people do', async () => {
    const device = await enrolled(api, await newTenant(api));
    expect(await verdicts(device, GUARDED)).toEqual(expected(new Set([Right.DEVICE]), GUARDED));
  });

  it('is for a stranger to come in, and nothing else', async () => {
    const guarded = overHttp(GUARDED);
    expect(await verdicts(null, guarded)).toEqual(guarded.map(({ name }) => [name, 'UNAUTHENTICATED']));
  });

  it('is nothing for who has shown one factor of two', async () => {
    const { owner } = await newTenant(api);
    await withSecondFactor(api, await signedIn(api, owner));
    const browser = await halfSignedIn(api, owner);
    for (const { name, source, variables } of overHttp(GUARDED)) {
      expect(verdict(refused(await browser.ask(source, variables))))
        .withContext(name)
        .toBe('UNAUTHENTICATED');
    }
  });

  it('is nothing for anybody of a suspended account', async () => {
    const tenant = await newTenant(api);
    const { owner } = tenant;
    const [token, device] = [await newToken(api, owner), await enrolled(api, tenant)];
    await api.portal.services.people.suspension.suspend(tenant.accountId, SYSTEM);
    for (const { name, source, variables } of overHttp(GUARDED)) {
      for (const asker of [owner, token, device]) {
        // From ever new addresses, as one that keeps trying is held off.
        const headers = { host: 'localhost:4000', ...headersOf(asker) };
        const payload = { query: source, variables };
        const remoteAddress = new Browser(api).ip;
        const { body } = await api.portal.door.server.inject({
          method: 'POST',
          url: '/graphql',
          headers,
          payload,
          remoteAddress,
        });
        expect(refused(JSON.parse(body) as Answer<unknown>).codes)
          .withContext(name)
          .toEqual([asker === device ? 'FORBIDDEN' : 'UNAUTHENTICATED']);
      }
    }
  });
});
