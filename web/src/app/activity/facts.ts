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
  readonly look: 'text' | 'moment' | 'platform';
  /** The key under which the value may have words; undefined for what stands as it is. */
  readonly words: string | undefined;
}

const MOMENTS: readonly FactName[] = ['runsUntil', 'expiresAt'];
/** Where values of these kinds have their words. */
const WORDS: Partial<Record<FactName, string>> = {
  role: 'invitation.role',
  before: 'invitation.role',
  reason: 'sessions.reason',
  state: 'files.build',
  kind: 'account.payment.kind',
};
const LONGEST = 120;

/** What is known of an event, as far as people can make something of it. Data is of any shape: what is no short value is left out. */
export function factsOf(data: Readonly<Record<string, unknown>>): readonly Fact[] {
  return FACTS.flatMap(name => {
    const value = shortOf(data[name]);
    if (!value) return [];
    const words = WORDS[name] && `${WORDS[name]}.${value}`;
    return [{ label: `activity.fact.${name}` as const, value, look: lookOf(name), words }];
  });
}

function shortOf(value: unknown): string {
  if (typeof value === 'number') return String(value);
  const text = Array.isArray(value) ? value.filter(each => typeof each === 'string').join(', ') : value;
  if (typeof text !== 'string') return '';
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function lookOf(name: FactName): Fact['look'] {
  if (MOMENTS.includes(name)) return 'moment';
  return name === 'platform' ? 'platform' : 'text';
}
