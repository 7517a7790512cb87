import { validate } from 'class-validator';
import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import type { ViewerContext } from '../context.ts';

/** Begins a subscription: what it yields becomes the root of one execution each. Its arguments are not validated yet. */
export type Source = (
  args: Record<string, unknown>,
  context: ViewerContext,
) => AsyncIterable<unknown> | Promise<AsyncIterable<unknown>>;

/** A resolver with subscriptions, whose sources need the services that it was made with. */
export interface HasSources {
  /** By the name of the field. */
  readonly sources: Readonly<Record<string, Source>>;
}

const known = new WeakMap<GraphQLSchema, ReadonlyMap<string, Source>>();

/** Lets the subscriptions of a schema begin with the sources of its resolvers. Called once, when it is built. */
export function provideSources(schema: GraphQLSchema, resolvers: readonly object[]): void {
  const sources = resolvers.flatMap(resolver =>
    'sources' in resolver ? Object.entries((resolver as HasSources).sources) : [],
  );
  known.set(schema, new Map(sources));
}

/** The `subscribe` of every `@Subscription`: a decorator knows no instance, so it finds the source by the schema. */
export function fromSources({ args, context, info }: { args: unknown; context: unknown; info: GraphQLResolveInfo }) {
  const source = known.get(info.schema)?.get(info.fieldName);
  if (!source) throw new Error(`No source for the subscription ${info.fieldName}`);
  return source(args as Record<string, unknown>, context as ViewerContext) as AsyncIterable<unknown>;
}

/**
 * An input as its class, checked by the bounds that stand there: TypeGraphQL checks a subscription's arguments only when
 * it answers, which is too late for its source.
 *
 * @throws ArgumentValidationError where a field is out of its bounds
 */
export async function validInput<T extends object>(type: new () => T, value: unknown): Promise<T | null> {
  if (value === undefined || value === null) return null;
  const input = Object.assign(new type(), value);
  const errors = await validate(input, { skipMissingProperties: true, forbidUnknownValues: false });
  if (errors.length > 0) throw new ArgumentValidationError(errors);
  return input;
}
