import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Locale } from '../i18n/locale';
import { formatAgo } from './format-span';
import { NOW } from './now';

/** How long ago a moment was, kept up to date: "3 minutes ago". Nothing where there is no moment. */
@Pipe({ name: 'ago', pure: false })
export class Ago implements PipeTransform {
  private readonly now = inject(NOW);
  private readonly locale = inject(Locale);

  transform(date: Date | string | null | undefined): string {
    if (!date) return '';
    return formatAgo((this.now().getTime() - new Date(date).getTime()) / 1000, this.locale.tag());
  }
}
