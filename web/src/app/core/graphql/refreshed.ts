import type { ResourceRef } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { interval } from 'rxjs';

/** Reads a query anew every `periodMs` while its page lives: for numbers that no subscription carries. */
export function refreshed(query: ResourceRef<unknown>, periodMs: number): void {
  interval(periodMs)
    .pipe(takeUntilDestroyed())
    .subscribe(() => query.reload());
}
