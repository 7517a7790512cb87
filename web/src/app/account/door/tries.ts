import { type Signal, computed, inject, untracked } from '@angular/core';
import type { Refusal } from '../../core/graphql/refusal';
import { NOW } from '../../core/time/now';

/** What a form shows of something that may be tried only so often. */
export interface Tries {
  /** Whole seconds until the server takes another try; 0 where it does at once. */
  readonly waitSeconds: Signal<number>;
  /** Why the last try was refused, with the seconds that are left; gone once they are over. */
  readonly refusal: Signal<Refusal | undefined>;
}

/** Counts down what the server asks to wait after too many tries. Call it where `inject` may be called. */
export function tries(refused: Signal<Refusal | undefined>): Tries {
  const now = inject(NOW);
  const waitUntil = computed(() => {
    const { code, details } = refused() ?? {};
    const seconds = details?.['retryAfterSeconds'];
    return code === 'RATE_LIMITED' && typeof seconds === 'number' ? untracked(now).getTime() + seconds * 1000 : 0;
  });
  const waitSeconds = computed(() => Math.max(0, Math.ceil((waitUntil() - now().getTime()) / 1000)));
  const refusal = computed(() => {
    const last = refused();
    if (!last || waitUntil() === 0) return last;
    const details = { ...last.details, retryAfterSeconds: waitSeconds() };
    return waitSeconds() > 0 ? { ...last, details } : undefined;
  });
  return { waitSeconds, refusal };
}
