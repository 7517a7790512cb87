import type { ConnectionType } from '../custom/configuration.ts';

/** What whoever manages the machine allows the agent. It narrows what the configuration allows, and never widens it. */
export interface Policy {
  readonly ConnectionType?: ConnectionType;
  /** Numbers and aliases with which sessions are held; with any, where it is not set. */
  readonly AllowedPeers?: readonly string[];
  /** Whether configurations that the portal sends are taken; yes unless set to false. */
  readonly AllowRemoteConfiguration?: boolean;
}

/** What a setting may be. */
const CHECKS: Readonly<Record<keyof Policy, (value: unknown) => boolean>> = {
  ConnectionType: value => ['INCOMING', 'OUTGOING', 'BOTH'].includes(value as string),
  AllowedPeers: value => Array.isArray(value) && value.every(peer => typeof peer === 'string'),
  AllowRemoteConfiguration: value => typeof value === 'boolean',
};

/**
 * Checks settings by their names.
 *
 * @param source where they stand, for the message
 * @throws Error where one does not exist or is malformed: an agent must not run looser than it is meant to
 */
export function checkedPolicy(values: Readonly<Record<string, unknown>>, source: string): Policy {
  for (const [name, value] of Object.entries(values)) {
    const check = Object.hasOwn(CHECKS, name) ? CHECKS[name as keyof Policy] : undefined;
    if (!check) throw new Error(`${source} has the setting ${name}, which this agent does not know`);
    if (!check(value)) throw new Error(`${source} sets ${name} to something that it cannot be`);
  }
  return values;
}
