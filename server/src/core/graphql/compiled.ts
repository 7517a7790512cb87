import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isAbstractType,
  isEnumType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { compileQuery, type CompiledQuery, isCompiledQuery } from 'graphql-jit';

const OPTIONS = {
  disablingCapturingStackErrors: true,
  // Values of enums and of GraphQL's own scalars come from our typed rows and their CHECKs, and go out as they are:
  // testing each took as long as reading it.
  disableLeafSerialization: true,
};

const known = new WeakMap<DocumentNode, Map<string, CompiledQuery | null>>();

/** An operation of a valid document as a function, compiled once; null where graphql-js has to run it. */
export function compiledFor(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
): CompiledQuery | null {
  const name = operationName ?? '';
  const ofDocument = known.get(document) ?? new Map<string, CompiledQuery | null>();
  known.set(document, ofDocument);
  const compiled = ofDocument.get(name);
  if (compiled !== undefined) return compiled;

  const made = compile(schema, document, name);
  ofDocument.set(name, made);
  return made;
}

/** From now on graphql-js runs this operation: its compiled form was seen to fail where graphql-js does not. */
export function distrust(document: DocumentNode, operationName?: string | null): void {
  known.get(document)?.set(operationName ?? '', null);
}

function compile(schema: GraphQLSchema, document: DocumentNode, name: string): CompiledQuery | null {
  if (!document.loc || !canCompile(schema, document)) return null;

  // Parsed anew, as the compiler writes its notes into the nodes: two operations of one document would mix theirs up.
  const own = parse(document.loc.source);
  const compiled = compileQuery(schema, own, name || undefined, OPTIONS);
  return isCompiledQuery(compiled) ? compiled : null;
}

/**
 * What the compiler gets wrong is left to graphql-js: an abstract type whose resolver waits or throws leaves a promise
 * unanswered, an alias with an underscore shares its name with the notes of other fields, and of a fragment that is
 * spread twice under conditions only the first counts.
 */
function canCompile(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let can = true;
  const visitor = {
    Field({ alias }: { alias?: { value: string } }) {
      const type = getNamedType(types.getType());
      if (alias?.value.includes('_') || isAbstractType(type) || hasOtherNamesInside(type)) can = false;
    },
    Directive() {
      can = false;
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return can;
}

/** An enum whose values are called otherwise in our code would go out as they are called there. */
const hasOtherNamesInside = (type: unknown): boolean =>
  isEnumType(type) && type.getValues().some(({ name, value }) => name !== value);
