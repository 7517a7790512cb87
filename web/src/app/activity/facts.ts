import type { TextKey } from '../core/i18n/i18n-keys';

/** What of an event's data is shown, in this order; ids and the like are not. */
const FACTS = [
  'name',
  'email',
  'before',
  'role',
  'number',
  'kind',
  'product',
  'changed',
  'reason',
  'platform',
  'hostName',
  'from',
  'to',
  'scopes',
  'template',
  'rows',
  'state',
  'result',
  'runsUntil',
  'expiresAt',
  'secondFactor',
] as const;
type FactName = (typeof FACTS)[number];

/** One thing that is known of an event. */
export interface Fact {
  readonly label: TextKey & `activity.fact.${FactName}`;
  readonly value: string;
  readonly look: 'text' | 'moment' | 'role';
}

const ROLES = ['OWNER', 'ADMIN', 'VIEWER', 'ACCOUNTANT'];
const LONGEST = 120;

/** What is known of an event, as far as people can make something of it. Data is of any shape: what is no short value is left out. */
export function factsOf(data: Readonly<Record<string, unknown>>): readonly Fact[] {
  return FACTS.flatMap(name => {
    const value = shortOf(data[name]);
    return value ? [{ label: `activity.fact.${name}` as const, value, look: lookOf(name, value) }] : [];
  });
}

function shortOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? value.filter(each => typeof each === 'string').join(', ') : value;
  if (typeof text !== 'string') return '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function lookOf(name: FactName, value: string): Fact['look'] {
  if (name === 'runsUntil' || name === 'expiresAt') return 'moment';
  return (name === 'role' || name === 'before') && ROLES.includes(value) ? 'role' : 'text';
}
