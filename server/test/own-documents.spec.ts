import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  getNullableType,
  getOperationAST,
  type GraphQLInputType,
  GraphQLInt,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type OperationDefinitionNode,
  parse,
  print,
  separateOperations,
  typeFromAST,
} from 'graphql';
import { Documents, isRefused } from '../src/core/graphql/documents.ts';
import { newSchema } from '../src/schema.ts';

/** The least that a scalar takes, but for numbers, which count: those are as large as a page may be. */
const SCALARS: Readonly<Record<string, unknown>> = { Int: 100, DateTime: '2026-01-01T00:00:00Z' };
const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const pages = readdirSync(fileURLToPath(new URL('../../web/src/app', import.meta.url)), { recursive: true })
  .map(String)
  .filter(path => path.endsWith('.graphql'))
  .map(path => read(join('web/src/app', path)));
const agent = [...read('agent/src/operations.ts').matchAll(/\/\* GraphQL \*\/ `([^`]+)`/g)].map(
  ([, text = '']) => text,
);
const operations = separateOperations(parse([...pages, ...agent].join('\n')));

describe("what the portal's own pages and agents ask", () => {
  const schema = newSchema();
  const documents = new Documents(schema);

  function valueOf(type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (isListType(nullable)) return [];
    if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
    if (!isInputObjectType(nullable)) return SCALARS[nullable.name] ?? '1';
    const required = Object.values(nullable.getFields()).filter(field => isNonNullType(field.type));
    return Object.fromEntries(required.map(field => [field.name, valueOf(field.type)]));
  }

  function variablesOf({ variableDefinitions = [] }: OperationDefinitionNode): Record<string, unknown> {
    const types = variableDefinitions.map(({ variable, type }) => {
      return [variable.name.value, typeFromAST(schema, type as never) as unknown as GraphQLInputType] as const;
    });
    const counting = types.filter(([, type]) => isNonNullType(type) || type === GraphQLInt);
    return Object.fromEntries(counting.map(([name, type]) => [name, valueOf(type)]));
  }

  for (const [name, document] of Object.entries(operations)) {
    it(`is within every bound: ${name}`, () => {
      const prepared = documents.prepare(print(document));

      const operation = getOperationAST(document);
      expect(isRefused(prepared) && prepared.map(String)).toBeFalse();
      expect(
        () => operation && !isRefused(prepared) && prepared.costs.of(operation, variablesOf(operation)),
      ).not.toThrow();
    });
  }
});
