import { type GraphQLObjectType, type GraphQLSchema, getNamedType, isObjectType, isUnionType } from 'graphql';
import { Right } from '../../src/core/viewer.ts';
import { DECISIONS, SEEN_WITH } from './decisions.ts';

/** Who may write something sees what they wrote. */
const suffices = (had: ReadonlySet<Right>, needed: Right): boolean =>
  had.has(needed) || had.has(Right[needed.replace('_READ', '_WRITE') as keyof typeof Right]);

/**
 * The fields by which a thing is reached without the right that it is seen with, each by its name as `Query.clients`: every
 * path through the schema is followed, with the rights that were needed on the way.
 */
export function waysRound(schema: GraphQLSchema): string[] {
  const found = new Set<string>();
  const seen = new Set<string>();

  const follow = (type: GraphQLObjectType, had: ReadonlySet<Right>): void => {
    const state = [type.name, ...[...had].sort()].join(' ');
    if (seen.has(state)) return;
    seen.add(state);
    for (const field of Object.values(type.getFields())) {
      const name = `${type.name}.${field.name}`;
      const decision = DECISIONS[name];
      const here = new Set([...had, ...(decision === undefined || decision === 'anyone' ? [] : decision)]);
      const target = getNamedType(field.type);
      const needed = SEEN_WITH[target.name] ?? [];
      if (needed.some(right => !suffices(here, right))) found.add(name);
      const targets = isUnionType(target) ? target.getTypes() : [target].filter(isObjectType);
      // What lies behind is asked of those alone who got here by right.
      for (const next of targets) follow(next, needed.length > 0 ? new Set(needed) : here);
    }
  };

  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    if (root) follow(root, new Set());
  }
  return [...found].sort();
}
