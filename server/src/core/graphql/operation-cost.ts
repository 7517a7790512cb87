import {
  type DocumentNode,
  getNamedType,
  getVariableValues,
  type GraphQLSchema,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { type ComplexityEstimatorArgs, fieldExtensionsEstimator, getComplexity } from 'graphql-query-complexity';
import { OPERATION_LIMITS, tooCostly } from './operation-guard.ts';

/** What a connection counts for when its size is left out: the most that a page holds. */
const LARGEST_PAGE = 100;
/** Faults in the variables that are told of: a list may have as many as it has items. */
const MAX_FAULTS = 10;
/** Selections looked at before a document that multiplies by fragments is given up. */
const MAX_SELECTIONS = 10_000;

const estimators = [fieldExtensionsEstimator(), pageEstimator];

/** A field counts 1 and what is below it; a page (`first` or `last`) counts what is below as often as it has rows. */
function pageEstimator({ args, field, childComplexity }: ComplexityEstimatorArgs): number {
  const { first, last } = args as { first?: unknown; last?: unknown };
  const asked = [first, last].find(size => typeof size === 'number');
  const isConnection = getNamedType(field.type).name.endsWith('Connection');
  const rows = asked ?? (isConnection ? LARGEST_PAGE : 1);
  return 1 + childComplexity * Math.max(1, rows);
}

/**
 * How many fields the operation answers at most. A field knows better by its extension `complexity`: a number, or a
 * function of its arguments and of what is below it.
 *
 * @throws ApiError OPERATION_TOO_COSTLY where that is over the bound
 * @throws AggregateError of GraphQLErrors where a variable does not fit, so that the cost cannot be known
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, {
    maxErrors: MAX_FAULTS,
  });
  if (errors) throw new AggregateError(errors);

  // Named by its operation alone, as the estimator adds up every operation of a document without a name.
  const definitions = document.definitions.filter(
    definition => definition === operation || definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  const query = { ...document, definitions };
  const cost = complexityOf(() =>
    getComplexity({ schema, query, variables, estimators, maxQueryNodes: MAX_SELECTIONS }),
  );
  if (cost > OPERATION_LIMITS.complexity) throw tooCostly('complexity', cost);
  return cost;
}

function complexityOf(estimate: () => number): number {
  try {
    return estimate();
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('maximum allowed number of nodes')) throw tooCostly('complexity', MAX_SELECTIONS);
    throw new AggregateError([error]);
  }
}
