import { Pipe, type PipeTransform, inject } from '@angular/core';
import { formatMoney } from './format-money';
import { Locale } from './locale';

/** Whole cents as the language writes money: €1,234.50 or 1.234,50 €. Nothing where there are none. */
@Pipe({ name: 'money', pure: false })
export class Money implements PipeTransform {
  private readonly locale = inject(Locale);

  transform(cents: number | null | undefined, currency = 'EUR'): string {
    return cents == null ? '' : formatMoney(cents, this.locale.tag(), currency);
  }
}
