import type { FormGroup } from '@angular/forms';
import type { Refusal } from './refusal';

/**
 * Puts what the server found fault with at the fields of a form, until they are changed. A field's path may lead into groups:
 * `contact.phone`.
 *
 * @param texts words for a field by its path, where the kit's "Please check this" says too little
 * @returns whether the refusal was about fields of this form; otherwise it is to be shown as a whole
 */
export function showRefusedFields(
  form: FormGroup,
  refusal: Refusal | undefined,
  texts: Readonly<Record<string, string>> = {},
): boolean {
  if (refusal?.code !== 'BAD_USER_INPUT') return false;
  const paths = Object.keys(refusal.details['fields'] ?? {}).filter(path => form.get(path));
  for (const path of paths) form.get(path)?.setErrors({ refused: texts[path] ?? true });
  if (paths.length > 0) form.markAllAsTouched();
  return paths.length > 0;
}
