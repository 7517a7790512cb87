import { type Random, between, timesByChance } from './random.ts';

/** Something that goes wrong with a machine, and how long it lasts in seconds. */
export interface Mishap {
  /** A `crash` loses its sessions, a lost network keeps them, and on neither is there a goodbye. */
  kind: 'crash' | 'network';
  seconds: number;
}

// With 200 machines online one crashes every 50 s and one loses its network every 90 s.
const SECONDS_PER_CRASH = 50 * 200;
const SECONDS_PER_LOSS = 90 * 200;

/** What goes wrong in a span of time among the machines that are online. */
export function mishapsWithin(random: Random, spanSeconds: number, online: number): Mishap[] {
  const machineSeconds = spanSeconds * online;
  const crashes = timesByChance(random, machineSeconds / SECONDS_PER_CRASH);
  const losses = timesByChance(random, machineSeconds / SECONDS_PER_LOSS);
  return [
    ...Array.from({ length: crashes }, () => ({ kind: 'crash' as const, seconds: between(random, 20, 180) })),
    ...Array.from({ length: losses }, () => ({ kind: 'network' as const, seconds: between(random, 40, 80) })),
  ];
}
