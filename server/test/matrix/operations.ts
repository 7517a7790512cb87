import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';

/** One field of the root types, called with as little as it takes. */
export interface Operation {
  /** As `Query.clients`. */
  readonly name: string;
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where its variables hold ids. */
  readonly ids: readonly IdPlace[];
}

/** An id among the variables: `path` leads to it, and `name` is its argument's or field's. */
export interface IdPlace {
  readonly path: readonly (string | number)[];
  readonly name: string;
}

/** The id of nothing. */
export const NOWHERE = '01900000-0000-7000-8000-000000000000';
const SCALARS: Readonly<Record<string, unknown>> = {
  ID: NOWHERE,
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: false,
  DateTime: '2026-06-01T12:00:00Z',
  JSONObject: {},
};

/** What fills a type, where `place` is; the ids in it are noted. Of a list one item, of an input what it cannot do without. */
function sample(type: GraphQLInputType, place: IdPlace, ids: IdPlace[]): unknown {
  if (isNonNullType(type)) return sample(type.ofType, place, ids);
  if (isListType(type)) return [sample(type.ofType, { ...place, path: [...place.path, 0] }, ids)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) {
    const fields = Object.values(type.getFields()).filter(
      ({ type, name }) => isNonNullType(type) || isIdName(type, name),
    );
    return Object.fromEntries(
      fields.map(field => [
        field.name,
        sample(field.type, { path: [...place.path, field.name], name: field.name }, ids),
      ]),
    );
  }
  if (isId(type)) ids.push(place);
  return SCALARS[type.name];
}

const isId = (type: GraphQLInputType): boolean => getNamedType(type).name === 'ID';
/** An id that may be left out is called with all the same, unless it is of the caller's own making. */
const isIdName = (type: GraphQLInputType, name: string): boolean => isId(type) && name !== 'idempotencyKey';

/** The plainest selection of a type: one leaf of it, or of what is in it. */
function selection(type: GraphQLOutputType): string {
  const named = getNamedType(type);
  if (isLeafType(named)) return '';
  if (!isObjectType(named)) return ' { __typename }';
  const leaf = Object.values(named.getFields()).find(
    ({ type, args }) => isLeafType(getNamedType(type)) && !args.length,
  );
  return leaf ? ` { ${leaf.name} }` : ' { __typename }';
}

function operationOf(kind: string, field: GraphQLField<unknown, unknown>): Operation {
  const ids: IdPlace[] = [];
  const needed = field.args.filter(({ type, name }) => isNonNullType(type) || isIdName(type, name));
  const variables = Object.fromEntries(
    needed.map(({ name, type }) => [name, sample(type, { path: [name], name }, ids)]),
  );
  const said = (by: (argument: GraphQLArgument) => string): string =>
    needed.length > 0 ? `(${needed.map(by).join(', ')})` : '';
  const declared = said(({ name, type }) => `$${name}: ${String(type)}`);
  const passed = said(({ name }) => `${name}: $${name}`);
  const source = `${kind.toLowerCase()} ${declared} { ${field.name}${passed}${selection(field.type)} }`;
  return { name: `${kind}.${field.name}`, source, variables, ids };
}

/** Every operation that the schema has. */
export function operationsOf(schema: GraphQLSchema): Operation[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return roots.flatMap(root =>
    root ? Object.values(root.getFields()).map(field => operationOf(root.name, field)) : [],
  );
}

/** The variables with another id at a place. */
export function withId({ variables }: Operation, { path }: IdPlace, id: string): Record<string, unknown> {
  const copy = structuredClone(variables) as Record<string, unknown>;
  let at: Record<string | number, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  at[path.at(-1) ?? ''] = id;
  return copy;
}
