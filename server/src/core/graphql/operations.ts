import {
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  getOperationAST,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import type { Context } from '../context.ts';
import { ApiError } from '../errors.ts';
import type { Viewer } from '../viewer.ts';
import { compiledFor, distrust } from './compiled.ts';
import { Documents, isRefused, type Prepared } from './documents.ts';

/** Times that a document is run before it is worth compiling, so that a stranger's one-off documents never are. */
const RUNS_BEFORE_COMPILING = 1;
const DOUBTS_BEFORE_DISTRUST = 3;

/** An operation as a caller sends it. */
export interface Request {
  readonly query: string;
  readonly operationName?: string | null;
  readonly variables?: Readonly<Record<string, unknown>> | null;
}

/** Prepares, guards and runs operations: the same for HTTP and WebSocket. */
export class Operations {
  readonly documents: Documents;
  private readonly runs = new WeakMap<DocumentNode, number>();
  private readonly doubts = new WeakMap<DocumentNode, number>();

  constructor(readonly schema: GraphQLSchema) {
    this.documents = new Documents(schema);
  }

  /** The arguments to run an operation by, or why it is refused. Nothing has run yet. */
  admit(request: Request, context: Context): ExecutionArgs | readonly GraphQLError[] {
    const prepared = this.documents.prepare(request.query);
    return isRefused(prepared) ? prepared : this.admitPrepared(prepared, request, context);
  }

  /** As `admit`, where the document is at hand. */
  admitPrepared(prepared: Prepared, request: Request, context: Context): ExecutionArgs | readonly GraphQLError[] {
    const { document } = prepared;
    const operation = getOperationAST(document, request.operationName);
    if (!operation) return [new GraphQLError('The document has no such operation, or several and none is named')];

    const variableValues = request.variables ?? {};
    const refusals = refusalsOf(prepared, operation, variableValues, context.viewer);
    if (refusals.length > 0) return refusals;
    return {
      schema: this.schema,
      document,
      operationName: operation.name?.value,
      variableValues,
      contextValue: context,
    };
  }

  /**
   * Runs an admitted query, mutation, or one event of a subscription (its root value). Never rejects.
   *
   * A compiled operation answers only what went well. Where anything failed, graphql-js runs it once more and its answer
   * counts, so that errors, their paths and the nulls above them are its own. Mutations are never compiled.
   */
  async run(args: ExecutionArgs): Promise<ExecutionResult> {
    const { schema, document, operationName, rootValue, contextValue, variableValues } = args;
    const compiled = this.isWorthCompiling(args) ? compiledFor(schema, document, operationName) : null;
    if (!compiled) return execute(args);

    const answer = await attempt(() => compiled.query(rootValue, contextValue, variableValues));
    if (answer && !answer.errors) return answer;

    const result = await execute(args);
    if (!result.errors) this.doubt(args);
    return result;
  }

  private isWorthCompiling({ document, operationName }: ExecutionArgs): boolean {
    if (getOperationAST(document, operationName)?.operation === OperationTypeNode.MUTATION) return false;
    const runs = this.runs.get(document) ?? 0;
    this.runs.set(document, runs + 1);
    return runs >= RUNS_BEFORE_COMPILING;
  }

  private doubt({ document, operationName }: ExecutionArgs): void {
    const doubts = (this.doubts.get(document) ?? 0) + 1;
    this.doubts.set(document, doubts);
    if (doubts >= DOUBTS_BEFORE_DISTRUST) distrust(document, operationName);
  }
}

async function attempt<T>(run: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch {
    return undefined;
  }
}

function refusalsOf(
  { costs, measured }: Prepared,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  viewer: Viewer | null,
): readonly GraphQLError[] {
  if (measured.introspects && (!viewer || viewer.kind === 'device')) {
    return [new ApiError(viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED', 'Only people and tools may read the schema')];
  }
  try {
    costs.of(operation, variables);
    return [];
  } catch (error) {
    if (error instanceof ApiError) return [error];
    if (error instanceof AggregateError) return error.errors as GraphQLError[];
    throw error;
  }
}
