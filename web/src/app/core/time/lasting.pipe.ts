import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Locale } from '../i18n/locale';
import { formatSpan } from './format-span';
import { NOW } from './now';

/** How long something has lasted since a moment, kept up to date: "3 hr 12 min". Nothing where there is no moment. */
@Pipe({ name: 'lasting', pure: false })
export class Lasting implements PipeTransform {
  private readonly now = inject(NOW);
  private readonly locale = inject(Locale);

  transform(since: Date | string | null | undefined): string {
    if (!since) return '';
    return formatSpan((this.now().getTime() - new Date(since).getTime()) / 1000, this.locale.tag());
  }
}
