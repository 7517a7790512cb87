import { InjectionToken } from '@angular/core';

/** How many milliseconds of no typing make what was typed a wish. Specs wait for nothing. */
export const TYPING_PAUSE = new InjectionToken<number>('TYPING_PAUSE', { factory: () => 250 });
