import { dayIn } from '../../core/time/dates.ts';
import type { InvoiceLanguage } from '../issue/line-texts.ts';

const MONTHS = 'January February March April May June July August September October November December'.split(' ');

/** Whole cents as people read euro: `€1,234.05`, `1.234,05 €`. Written by hand, so that no update changes an old paper. */
export function money(cents: number, language: InvoiceLanguage): string {
  const [group, point] = language === 'de' ? ['.', ','] : [',', '.'];
  const euros = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  const sum = `${euros}${point}${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  const sign = cents < 0 ? '-' : '';
  return language === 'de' ? `${sign}${sum} €` : `${sign}€${sum}`;
}

/** A day by the clock of a time zone: `1 June 2026`, `01.06.2026`. */
export function day(moment: Date, timeZone: string, language: InvoiceLanguage): string {
  const [year = '', month = '', date = ''] = dayIn(timeZone, moment).split('-');
  return language === 'de' ? `${date}.${month}.${year}` : `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** Hundredths of a percent as a percentage: `19`, `8.1`, `8,1`. */
export const percent = (basisPoints: number, language: InvoiceLanguage): string =>
  String(basisPoints / 100).replace('.', language === 'de' ? ',' : '.');
