import { effect, untracked } from '@angular/core';
import type { FormGroup } from '@angular/forms';

/**
 * Fills a form with what is known, and again whenever that changes, as long as the user has changed nothing: what was typed is
 * never written over. Call it where `inject` may be called.
 *
 * @param values undefined while they are on their way
 */
export function filledForm(form: FormGroup, values: () => Readonly<Record<string, unknown>> | undefined): void {
  effect(() => {
    const known = values();
    untracked(() => {
      if (known && form.pristine) form.reset(known);
    });
  });
}
