import { registerEnumType } from 'type-graphql';
import { Right, RIGHTS } from '../../core/viewer.ts';

/** What only a person or a device does: no token does it for them. */
const NEVER: ReadonlySet<Right> = new Set([Right.USER, Right.DEVICE, Right.CONTRACT, Right.PEOPLE, Right.TOKENS]);

/** What an API token may be given: see `Right`. */
export const TOKEN_SCOPES: readonly Right[] = Object.values(Right).filter(right => !NEVER.has(right));

/** The same as the API has it. */
export const TokenScope = Object.fromEntries(TOKEN_SCOPES.map(right => [right, right])) as Record<string, Right>;

registerEnumType(TokenScope, {
  name: 'TokenScope',
  description: 'What an API token may do, where its maker may do it too.',
  valuesConfig: Object.fromEntries(TOKEN_SCOPES.map(right => [right, RIGHTS[right]])),
});
