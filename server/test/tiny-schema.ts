import {
  GraphQLBoolean,
  GraphQLEnumType,
  GraphQLID,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
} from 'graphql';
import type { Context } from '../src/core/context.ts';
import { ApiError } from '../src/core/errors.ts';
import { DateTime } from '../src/core/graphql/scalars.ts';

const required = <T extends ConstructorParameters<typeof GraphQLNonNull>[0]>(type: T) => new GraphQLNonNull(type);
const text = { type: GraphQLString };

const Color = new GraphQLEnumType({ name: 'Color', values: { RED: {}, BLUE: {} } });
/** Its values have other names inside. */
const Shade = new GraphQLEnumType({ name: 'Shade', values: { LIGHT: { value: 'l' }, DARK: { value: 'd' } } });
const Named = new GraphQLInterfaceType({
  name: 'Named',
  fields: { name: text },
  resolveType: async value => (value as { kind: string }).kind,
});

const Thing: GraphQLObjectType = new GraphQLObjectType({
  name: 'Thing',
  interfaces: [Named],
  fields: () => ({
    id: { type: required(GraphQLID) },
    name: text,
    color: { type: Color },
    shade: { type: Shade, resolve: () => 'l' },
    noShade: { type: Shade, resolve: () => 'green' },
    madeAt: { type: DateTime },
    size: { type: required(GraphQLInt) },
    later: { ...text, resolve: async ({ name }) => `${name} later` },
    fails: { ...text, resolve: () => fail() },
    failsLater: { ...text, resolve: async () => fail() },
    failsHard: { type: required(GraphQLString), resolve: async () => fail() },
    echo: {
      ...text,
      args: { text: { type: GraphQLString, defaultValue: 'none' } },
      resolve: (_, { text: given }: { text: string | null }) => String(given),
    },
    parts: { type: new GraphQLList(Thing), resolve: () => [thing('2'), null, thing('3')] },
    hardParts: { type: required(new GraphQLList(required(Thing))), resolve: () => [thing('2'), null] },
    promisedParts: {
      type: new GraphQLList(Thing),
      resolve: () => [later('2'), Promise.reject(new Error('lost')), later('3')],
    },
    things: {
      type: ThingConnection,
      args: { first: { type: GraphQLInt }, last: { type: GraphQLInt } },
      resolve: () => ({ nodes: [thing('4')] }),
    },
    heavy: { type: GraphQLInt, extensions: { complexity: 9_000 }, resolve: () => 1 },
  }),
});
const ThingConnection: GraphQLObjectType = new GraphQLObjectType({
  name: 'ThingConnection',
  fields: () => ({ nodes: { type: required(new GraphQLList(required(Thing))) } }),
});
const Place = new GraphQLObjectType({ name: 'Place', interfaces: [Named], fields: { name: text, city: text } });
const Found = new GraphQLUnionType({
  name: 'Found',
  types: [Thing, Place],
  resolveType: value => (value as { kind: string }).kind,
});
const Part = new GraphQLInputObjectType({
  name: 'Part',
  fields: {
    name: { type: required(GraphQLString) },
    color: { type: Color, defaultValue: 'BLUE' },
    at: { type: DateTime },
    tags: { type: new GraphQLList(required(GraphQLString)) },
  },
});

const thing = (id: string) => ({
  kind: 'Thing',
  id,
  name: `thing ${id}`,
  color: 'RED',
  madeAt: new Date('2026-06-01T12:00:00Z'),
  size: Number(id),
});
const later = async (id: string) => thing(id);

/** How often `addAndFail` has run. */
export const added = { count: 0 };

function addAndFail(): never {
  added.count++;
  fail();
}

function fail(): never {
  throw new Error('select secret from /srv/app/secret.ts');
}

/** A schema of no domain, with one field for everything that a transport or a compiler may stumble over. */
export const tinySchema = new GraphQLSchema({
  types: [Thing, Place],
  query: new GraphQLObjectType<unknown, Context>({
    name: 'Query',
    fields: {
      hello: { ...text, resolve: () => 'world' },
      who: { ...text, resolve: (_, __, { viewer }) => viewer?.kind ?? 'stranger' },
      ip: { ...text, resolve: (_, __, { origin }) => origin.ip },
      thing: {
        type: Thing,
        args: { id: { type: required(GraphQLID) } },
        resolve: (_, { id }: { id: string }) => thing(id),
      },
      none: { type: Thing, resolve: () => null },
      found: {
        type: new GraphQLList(Found),
        resolve: () => [thing('1'), { kind: 'Place', name: 'here', city: 'Bonn' }],
      },
      named: { type: Named, resolve: () => thing('1') },
      echo: {
        ...text,
        args: { part: { type: Part }, parts: { type: new GraphQLList(required(Part)) }, at: { type: DateTime } },
        resolve: (_, args) => JSON.stringify(args),
      },
      refuses: { ...text, resolve: () => refuse() },
      fails: { ...text, resolve: () => fail() },
      busy: {
        ...text,
        resolve: () => {
          throw new ApiError('OVERLOADED', 'Busy', { retryAfterSeconds: 3 });
        },
      },
      waits: { ...text, resolve: () => gate.wait() },
    },
  }),
  mutation: new GraphQLObjectType<unknown, Context>({
    name: 'Mutation',
    fields: {
      addAndFail: { ...text, resolve: () => addAndFail() },
      signIn: {
        type: GraphQLBoolean,
        resolve: (_, __, { cookies }) => {
          cookies?.set('known', new Date('2030-01-01T00:00:00Z'));
          return !!cookies;
        },
      },
      signOut: {
        type: GraphQLBoolean,
        resolve: (_, __, { cookies }) => {
          cookies?.clear();
          return !!cookies;
        },
      },
    },
  }),
  subscription: new GraphQLObjectType<unknown, Context>({
    name: 'Subscription',
    fields: {
      count: {
        type: Thing,
        args: { to: { type: required(GraphQLInt) } },
        subscribe: async function* (_: unknown, { to }: { to: number }) {
          for (let id = 1; id <= to; id++) yield { count: thing(String(id)) };
        },
      },
      silence: { ...text, subscribe: () => silence() },
      refused: { ...text, subscribe: () => refuse() },
      broken: { ...text, subscribe: () => fail() },
    },
  }),
});

function refuse(): never {
  throw new ApiError('CONFLICT', 'Not now', { until: 'later' });
}

/** Never yields, and ends when it is told to. */
function silence(): AsyncIterableIterator<never> {
  let end: (result: { done: true; value: undefined }) => void;
  const ended = new Promise<{ done: true; value: undefined }>(resolve => (end = resolve));
  return {
    next: () => ended,
    return: async () => (end({ done: true, value: undefined }), ended),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** `{ waits }` is answered when a spec opens the gate. */
export const gate = newGate();

function newGate() {
  let pass: (text: string) => void;
  let opened: Promise<string>;
  let waiting = 0;
  const gate = {
    /** What `{ waits }` waits for. */
    wait(): Promise<string> {
      waiting++;
      return opened;
    },
    shut(): void {
      waiting = 0;
      opened = new Promise(resolve => (pass = resolve));
    },
    open(): void {
      pass('open');
    },
    /** Resolves once so many wait. */
    async reached(count: number): Promise<void> {
      while (waiting < count) await new Promise(resolve => setTimeout(resolve, 5));
    },
  };
  gate.shut();
  return gate;
}
