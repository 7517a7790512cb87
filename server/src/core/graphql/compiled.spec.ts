import { execute, type ExecutionArgs, type ExecutionResult, parse } from 'graphql';
import { added, tinySchema as schema } from '../../../test/tiny-schema.ts';
import { Loaders } from './loaders.ts';
import { compiledFor } from './compiled.ts';
import { Operations } from './operations.ts';

const contextValue = { viewer: null, loaders: new Loaders(), origin: { ip: '127.0.0.1', userAgent: '' } };

/** As the wire has it, with errors in the order of their paths. */
function shown(result: ExecutionResult): unknown {
  const { data, errors } = JSON.parse(JSON.stringify(result)) as { data: unknown; errors?: { path?: unknown }[] };
  return {
    data,
    errors: errors?.sort((one, other) => (JSON.stringify(one.path) < JSON.stringify(other.path) ? -1 : 1)),
  };
}

interface Case {
  what: string;
  source: string;
  variables?: Record<string, unknown>;
  operationName?: string;
}

const sound: Case[] = [
  { what: 'plain fields', source: '{ thing(id: 1) { id name size } }' },
  { what: 'a scalar and an enum of its own', source: '{ thing(id: 1) { color madeAt } }' },
  { what: 'fields that wait', source: '{ thing(id: 1) { later parts { later parts { later } } } }' },
  { what: 'nulls', source: '{ none { id } thing(id: 1) { parts { id } } }' },
  { what: 'the type’s name', source: '{ __typename thing(id: 1) { __typename kind: __typename } }' },
  { what: 'aliases', source: '{ a: thing(id: 1) { b: id c: id constructor: id } }' },
  {
    what: 'fragments',
    source:
      'query { thing(id: 1) { ...A ... on Thing { size } ... { name } } } fragment A on Thing { id parts { id } }',
  },
  { what: 'arguments left out', source: '{ thing(id: 1) { echo x: echo(text: null) } }' },
  {
    what: 'variables left out and null',
    source:
      'query ($a: String, $b: String, $c: String = "d") { thing(id: 1) { a: echo(text: $a) b: echo(text: $b) c: echo(text: $c) } }',
    variables: { b: null },
  },
  {
    what: 'inputs with defaults, dates, enums and lists',
    source: 'query ($part: Part, $parts: [Part!], $at: DateTime) { echo(part: $part, parts: $parts, at: $at) }',
    variables: {
      part: { name: 'x', at: '2026-01-02T03:04:05Z', tags: ['a'] },
      parts: [{ name: 'y', color: 'RED' }],
      at: '2026-01-01T00:00:00+01:00',
    },
  },
  {
    what: 'one value for a list',
    source: 'query ($parts: [Part!]) { echo(parts: $parts) }',
    variables: { parts: { name: 'x', tags: 'a' } },
  },
  { what: 'inputs as literals', source: '{ echo(part: { name: "x", color: RED, at: "2026-01-02T03:04:05Z" }) }' },
  {
    what: 'one of several operations',
    source: 'query A { hello } query B { thing(id: 1) { id } }',
    operationName: 'B',
  },
];

/** What fails, and what the compiler cannot do. */
const failing: Case[] = [
  {
    what: 'what is skipped and included',
    source: `query ($yes: Boolean!, $no: Boolean!) { hello @skip(if: $yes)
      thing(id: 1) { id @include(if: $no) name @include(if: $yes) later @skip(if: $yes) ...A @include(if: $no) ...A @include(if: $yes) } }
      fragment A on Thing { size parts { id @skip(if: $no) } }`,
    variables: { yes: true, no: false },
  },
  {
    what: 'a fragment under two conditions',
    source: `query ($yes: Boolean!, $no: Boolean!) { a: thing(id: 1) { ...A @include(if: $yes) } b: thing(id: 2) { ...A @include(if: $no) } }
      fragment A on Thing { name }`,
    variables: { yes: true, no: false },
  },
  { what: 'a required variable with a default', source: 'query ($id: ID! = 1) { thing(id: $id) { id } }' },
  { what: 'an alias that every object has', source: '{ constructor: hello toString: hello valueOf: hello }' },
  { what: 'a field that fails', source: '{ thing(id: 1) { id fails failsLater } hello }' },
  { what: 'a required field that fails', source: '{ a: thing(id: 1) { id failsHard } hello }' },
  { what: 'a null in a required list', source: '{ thing(id: 1) { parts { hardParts { id } } } }' },
  { what: 'a promise of a list that fails', source: '{ thing(id: 1) { promisedParts { id failsHard } } }' },
  { what: 'a refusal', source: '{ refuses hello }' },
  {
    what: 'unions and interfaces',
    source: '{ found { ... on Thing { id } ... on Place { city } __typename } named { name } }',
  },
  {
    what: 'an alias that hides another',
    source: '{ a_b: thing(id: 1) { later } b: thing(id: 2) { a: later } __proto__: hello }',
  },
  {
    what: 'a variable of the wrong type',
    source: 'query ($id: ID!) { thing(id: $id) { id } }',
    variables: { id: { a: 1 } },
  },
  { what: 'a variable that is missing', source: 'query ($id: ID!) { thing(id: $id) { id } }' },
  {
    what: 'a date that is none',
    source: 'query ($at: DateTime) { echo(at: $at) }',
    variables: { at: '2026-02-30T00:00:00Z' },
  },
  {
    what: 'an input with a foreign field',
    source: 'query ($part: Part) { echo(part: $part) }',
    variables: { part: { name: 'x', __proto__x: 1 } },
  },
  { what: 'an input that lacks a field', source: 'query ($part: Part) { echo(part: $part) }', variables: { part: {} } },
];

describe('a compiled operation', () => {
  for (const { what, source, variables, operationName } of sound) {
    it(`answers ${what} as graphql-js does`, async () => {
      const document = parse(source);
      const compiled = compiledFor(schema, document, operationName);

      const answer = await compiled?.query(undefined, contextValue, variables);

      const expected = await execute({ schema, document, operationName, variableValues: variables, contextValue });
      expect(shown(answer ?? {})).toEqual(shown(expected));
      expect(expected.errors).toBeUndefined();
    });
  }

  for (const { what, source, variables } of [...sound, ...failing]) {
    it(`is never told apart by ${what}`, async () => {
      const operations = new Operations(schema);
      const args: ExecutionArgs = { schema, document: parse(source), variableValues: variables, contextValue };

      const [first, second] = [await operations.run(args), await operations.run(args)];

      expect(shown(first)).toEqual(shown(await execute(args)));
      expect(shown(second)).toEqual(shown(first));
    });
  }

  it('is never made of a mutation, which would run twice where it fails', async () => {
    const operations = new Operations(schema);
    const document = parse('mutation { addAndFail }');
    added.count = 0;

    for (let run = 0; run < 3; run++) await operations.run({ schema, document, contextValue });

    expect(added.count).toBe(3);
  });

  it('is left to graphql-js where the compiler would go wrong', () => {
    const sources = [
      '{ thing(id: 1) { shade } }',
      '{ found { __typename } }',
      '{ named { name } }',
      '{ a_b: hello }',
      '{ hello @skip(if: false) }',
    ];

    expect(sources.map(source => compiledFor(schema, parse(source)))).toEqual(sources.map(() => null));
  });
});
