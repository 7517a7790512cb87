import { type DocumentNode, GraphQLError, type GraphQLSchema, parse, specifiedRules, validate } from 'graphql';
import { Lru } from '../lru.ts';
import { type Measure, measure, OPERATION_LIMITS, refuseTooLarge, tooCostly } from './operation-guard.ts';
import { OperationCosts } from './operation-costs.ts';

/** Characters of source text that are kept in sum; their parsed form takes some thirty times as much memory. */
const KEPT_CHARACTERS = 1_000_000;
const MAX_VALIDATION_ERRORS = 5;
/** By these words alone the parser tells that a document is too long; "that" is its own spelling. */
const OVER_TOKENS = /contains more tha[nt] \d+ tokens/;

/** A document that may be run, as far as its text says. */
export interface Prepared {
  readonly document: DocumentNode;
  readonly measured: Measure;
  readonly costs: OperationCosts;
}

/** Parses, measures and validates each document once for both transports, and keeps those that may be run. */
export class Documents {
  private readonly prepared = new Lru<string, Prepared>(KEPT_CHARACTERS);

  constructor(private readonly schema: GraphQLSchema) {}

  /** The document of a source text, or why it is refused. */
  prepare(source: string): Prepared | readonly GraphQLError[] {
    const known = this.prepared.get(source);
    if (known) return known;

    try {
      const document = parse(source, { maxTokens: OPERATION_LIMITS.tokens });
      const measured = measure(document);
      // Before validation, whose time grows with the square of what is selected.
      refuseTooLarge(measured);
      const errors = validate(this.schema, document, specifiedRules, { maxErrors: MAX_VALIDATION_ERRORS });
      if (errors.length > 0) return errors;

      const prepared = { document, measured, costs: new OperationCosts(this.schema, document) };
      this.prepared.set(source, prepared, source.length);
      return prepared;
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error;
      return [OVER_TOKENS.test(error.message) ? tooCostly('tokens', OPERATION_LIMITS.tokens + 1) : error];
    }
  }
}

/** Whether what was asked for came back as refusals. */
export function isRefused(answer: object): answer is readonly GraphQLError[] {
  return Array.isArray(answer);
}
