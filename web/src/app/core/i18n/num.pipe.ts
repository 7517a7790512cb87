import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Locale } from './locale';

/** A number as the language writes it: 1,234 or 1.234. Nothing where there is none. */
@Pipe({ name: 'num', pure: false })
export class Num implements PipeTransform {
  private readonly locale = inject(Locale);

  transform(value: number | null | undefined): string {
    return value == null ? '' : value.toLocaleString(this.locale.tag());
  }
}
