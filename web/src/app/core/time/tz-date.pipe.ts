import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Locale } from '../i18n/locale';
import { type DateStyle, formatDate } from './format-date';

/** A moment in the user's language and time zone; nothing where there is none. Impure, so that a change of either shows. */
@Pipe({ name: 'tzDate', pure: false })
export class TzDate implements PipeTransform {
  private readonly locale = inject(Locale);

  transform(date: Date | string | null | undefined, style?: DateStyle): string {
    return date ? formatDate(date, this.locale.tag(), this.locale.zone(), style) : '';
  }
}
