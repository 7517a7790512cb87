import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Locale } from '../../core/i18n/locale';
import { formatDate } from '../../core/time/format-date';

/** A time of service as people name it: from its first day to its last, which is the one before `to`. */
@Pipe({ name: 'period', pure: false })
export class Period implements PipeTransform {
  private readonly locale = inject(Locale);

  transform({ from, to }: { readonly from: string; readonly to: string }): string {
    const day = (moment: Date | string) => formatDate(moment, this.locale.tag(), this.locale.zone(), 'day');
    return `${day(from)} – ${day(new Date(Date.parse(to) - 1))}`;
  }
}
