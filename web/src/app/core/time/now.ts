import { InjectionToken, type Signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { interval, map } from 'rxjs';

/** The present, renewed each second. Specs provide a moment of their own. */
export const NOW = new InjectionToken<Signal<Date>>('NOW', {
  factory: () => toSignal(interval(1000).pipe(map(() => new Date())), { initialValue: new Date() }),
});
