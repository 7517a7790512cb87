import type { FormGroup } from '@angular/forms';

/** Shows the faults of a form and puts the focus on the first faulty field. @returns whether there was one */
export function focusFirstFault(form: FormGroup, element: HTMLElement): boolean {
  form.markAllAsTouched();
  const name = Object.keys(form.controls).find(key => form.controls[key]?.invalid);
  if (name === undefined) return false;
  element.querySelector<HTMLInputElement>(`[name="${name}"]`)?.focus();
  return true;
}
