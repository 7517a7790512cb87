import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { License } from './license.entity.ts';

/** Whether a license holds. */
export enum LicenseState {
  ACTIVE = 'ACTIVE',
  EXPIRING = 'EXPIRING',
  EXPIRED = 'EXPIRED',
  TERMINATED = 'TERMINATED',
}

registerEnumType(LicenseState, {
  name: 'LicenseState',
  description: 'Whether a license holds.',
  valuesConfig: {
    ACTIVE: { description: 'It holds, for more than 30 days.' },
    EXPIRING: { description: 'It holds; its year ends in 30 days at most. What comes then, `renews` says.' },
    EXPIRED: { description: 'It no longer holds.' },
    TERMINATED: { description: 'Its contract was terminated; it holds until `terminatesAt`.' },
  },
});

const EXPIRING_MS = 30 * 86_400_000;

/** Whether a license holds at `now`. */
export function stateOf({ expiresAt, terminatesAt, renews }: License, now: Date): LicenseState {
  if (terminatesAt) return LicenseState.TERMINATED;
  if (expiresAt <= now && !renews) return LicenseState.EXPIRED;
  return expiresAt.getTime() - now.getTime() <= EXPIRING_MS ? LicenseState.EXPIRING : LicenseState.ACTIVE;
}

@ObjectType({ description: "The account's own part of all aliases: those that end in `@name`.", simpleResolvers: true })
export class Namespace {
  @Field(() => String, { description: 'What stands behind the @.' })
  name!: string;

  @Field(() => Int, { description: 'How many aliases it may hold at once.' })
  maxAliases!: number;

  @Field(() => Int, { description: 'How many it holds.' })
  aliasesUsed!: number;
}

/** A license with what is shown beside it. */
export interface ShownLicense extends License {
  readonly namespace: Namespace | null;
}
