import { DOCUMENT, DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { CanDeactivateFn } from '@angular/router';

/** Asks before a page is left whose changes would be lost. The frame shows the question. */
@Injectable({ providedIn: 'root' })
export class Unsaved {
  private readonly asked = signal<((isLeft: boolean) => void) | undefined>(undefined);

  /** Answers the question that stands open; undefined while none does. */
  readonly question = this.asked.asReadonly();

  /** Resolves to whether the user wants to leave all the same. */
  ask(): Promise<boolean> {
    return new Promise(resolve => {
      this.asked()?.(false);
      this.asked.set(isLeft => {
        this.asked.set(undefined);
        resolve(isLeft);
      });
    });
  }
}

/** A page that can hold what is not saved yet. */
export interface HoldsUnsaved {
  hasUnsaved(): boolean;
}

/** Keeps the router on a page with unsaved changes until the user has said what becomes of them. */
export const asksBeforeLeaving: CanDeactivateFn<HoldsUnsaved> = page => !page.hasUnsaved() || inject(Unsaved).ask();

/**
 * Lets the browser ask before the whole portal is left or loaded anew while `hasUnsaved` says so. Call it where `inject` may
 * be called.
 */
export function asksBeforeUnload(hasUnsaved: () => boolean): void {
  const window = inject(DOCUMENT).defaultView;
  const ask = (event: BeforeUnloadEvent) => {
    if (hasUnsaved()) event.preventDefault();
  };
  window?.addEventListener('beforeunload', ask);
  inject(DestroyRef).onDestroy(() => window?.removeEventListener('beforeunload', ask));
}
