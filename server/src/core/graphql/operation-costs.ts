import {
  type DocumentNode,
  getNamedType,
  type GraphQLSchema,
  isEnumType,
  type OperationDefinitionNode,
  typeFromAST,
  type TypeNode,
} from 'graphql';
import { Lru } from '../lru.ts';
import { costOf } from './operation-cost.ts';

const COUNTING_TYPES = new Set(['Int', 'Float', 'Boolean']);
const KEPT_COSTS = 64;

/** The costs of a document's operations, computed once for the variables that they hang on: numbers, booleans and enums. */
export class OperationCosts {
  private readonly known = new Lru<string, number>(KEPT_COSTS);
  private readonly counting = new Map<OperationDefinitionNode, readonly string[]>();

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
  ) {}

  /** See `costOf`. A variable of any other type may be unfit all the same: running the operation refuses it. */
  of(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): number {
    const key = this.keyOf(operation, variables);
    const known = this.known.get(key);
    if (known !== undefined) return known;

    const cost = costOf(this.schema, this.document, operation, variables);
    this.known.set(key, cost);
    return cost;
  }

  /** A variable left out takes its default, null does not: the one is 0 in the key, the other `[null]`. */
  private keyOf(operation: OperationDefinitionNode, variables: Readonly<Record<string, unknown>>): string {
    const values = this.countingOf(operation).map(name => (name in variables ? [plain(variables[name])] : 0));
    return JSON.stringify([operation.name?.value, ...values]);
  }

  private countingOf(operation: OperationDefinitionNode): readonly string[] {
    const known = this.counting.get(operation);
    if (known) return known;

    const counting = (operation.variableDefinitions ?? [])
      .filter(({ type }) => this.counts(type))
      .map(({ variable }) => variable.name.value);
    this.counting.set(operation, counting);
    return counting;
  }

  private counts(type: TypeNode): boolean {
    const named = getNamedType(typeFromAST(this.schema, type as never));
    return isEnumType(named) || COUNTING_TYPES.has(named?.name ?? '');
  }
}

/** What is no plain value is none that counts, but may be nested without end. */
const plain = (value: unknown): unknown => (typeof value === 'object' && value !== null ? typeof value : value);
