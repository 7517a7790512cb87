import { type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode, visit } from 'graphql';
import { ApiError } from '../errors.ts';

/** What an operation may use, on every transport. One over any of these is refused with OPERATION_TOO_COSTLY. */
export const OPERATION_LIMITS = {
  /** Lexical tokens of a document. */
  tokens: 1_000,
  /** Selection sets inside each other, fragments followed. Introspection by common tools takes 13. */
  depth: 16,
  /** Aliases written in a document. */
  aliases: 30,
  /** Directives written in a document. */
  directives: 30,
  /** Fields of the root that one operation selects, fragments followed. */
  rootFields: 10,
  /** Fields answered at most: a page counts what it holds, times its size. See `costOf`. */
  complexity: 10_000,
} as const;

export type Limit = keyof typeof OPERATION_LIMITS;

/** The refusal of an operation that uses more than `limit` allows. */
export function tooCostly(limit: Limit, used: number): ApiError {
  const bound = OPERATION_LIMITS[limit];
  return new ApiError('OPERATION_TOO_COSTLY', `The operation is over its bound of ${bound} for ${limit}`, {
    limit,
    used,
    bound,
  });
}

/** What is known of a document by its text alone. */
export interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  readonly rootFields: number;
  /** Whether it asks for the schema itself. */
  readonly introspects: boolean;
}

/** Measures a parsed document, valid or not. Takes time linear in its length: each fragment is measured once. */
export function measure(document: DocumentNode): Measure {
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: SelectionSetNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition.selectionSet);
  }

  const depthOf = followed(fragments, (set, follow) => {
    const below = set.selections.map(selection =>
      selection.kind === Kind.FIELD
        ? selection.selectionSet
          ? 1 + follow(selection.selectionSet)
          : 0
        : follow(selection),
    );
    return Math.max(0, ...below);
  });
  const fieldsOf = followed(fragments, (set, follow) =>
    set.selections.reduce((sum, selection) => sum + (selection.kind === Kind.FIELD ? 1 : follow(selection)), 0),
  );

  return {
    ...written(document),
    depth: Math.max(0, ...operations.map(set => 1 + depthOf(set))),
    rootFields: Math.max(0, ...operations.map(fieldsOf)),
  };
}

/** @throws ApiError OPERATION_TOO_COSTLY at the first bound that the document is over */
export function refuseTooLarge(measured: Measure): void {
  for (const limit of ['depth', 'aliases', 'directives', 'rootFields'] as const) {
    if (measured[limit] > OPERATION_LIMITS[limit]) throw tooCostly(limit, measured[limit]);
  }
}

type Followable = SelectionSetNode | Exclude<SelectionSetNode['selections'][number], { kind: Kind.FIELD }>;

/** A measure of selection sets that goes through fragments, each once; one that spreads itself adds nothing more. */
function followed(
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measureSet: (set: SelectionSetNode, follow: (of: Followable) => number) => number,
): (set: SelectionSetNode) => number {
  const known = new Map<string, number>();
  const follow = (of: Followable): number => {
    if (of.kind === Kind.SELECTION_SET) return measureSet(of, follow);
    if (of.kind === Kind.INLINE_FRAGMENT) return measureSet(of.selectionSet, follow);

    const name = of.name.value;
    const fragment = fragments.get(name);
    if (fragment && !known.has(name)) {
      known.set(name, 0);
      known.set(name, measureSet(fragment.selectionSet, follow));
    }
    return known.get(name) ?? 0;
  };
  return follow;
}

function written(document: DocumentNode): Pick<Measure, 'aliases' | 'directives' | 'introspects'> {
  const counted = { aliases: 0, directives: 0, introspects: false };
  visit(document, {
    Field({ alias, name }) {
      if (alias) counted.aliases++;
      if (name.value === '__schema' || name.value === '__type') counted.introspects = true;
    },
    Directive() {
      counted.directives++;
    },
  });
  return counted;
}
