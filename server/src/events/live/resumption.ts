import { type DocumentNode, Kind, visit } from 'graphql';

/**
 * How the subscriptions of a document begin: NOW, behind the cursor in a nullable variable of its own, or in any other
 * way, in which case each must run ALONE.
 */
export type Beginning = 'NOW' | 'ALONE' | { readonly variable: string };

const known = new WeakMap<DocumentNode, Beginning>();

/** The beginning of a valid document's subscriptions. Only `events(after:)` begins in the past. */
export function beginningOf(document: DocumentNode): Beginning {
  const beginning = known.get(document) ?? look(document);
  known.set(document, beginning);
  return beginning;
}

function look(document: DocumentNode): Beginning {
  const beginnings: Beginning[] = [];
  const uses: string[] = [];
  const ownable = new Set<string>();
  visit(document, {
    VariableDefinition({ variable, type, defaultValue }) {
      if (type.kind !== Kind.NON_NULL_TYPE && !defaultValue) ownable.add(variable.name.value);
      return false;
    },
    Variable({ name }) {
      uses.push(name.value);
    },
    Field({ name, arguments: given }) {
      const after = name.value === 'events' ? given?.find(argument => argument.name.value === 'after') : undefined;
      if (after) beginnings.push(after.value.kind === Kind.VARIABLE ? { variable: after.value.name.value } : 'ALONE');
    },
  });
  const [beginning = 'NOW', ...more] = beginnings;
  if (more.length > 0) return 'ALONE';
  if (typeof beginning === 'string') return beginning;
  const isOwn = ownable.has(beginning.variable) && uses.filter(name => name === beginning.variable).length === 1;
  return isOwn ? beginning : 'ALONE';
}
