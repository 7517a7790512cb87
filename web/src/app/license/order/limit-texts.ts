import { Injectable, inject } from '@angular/core';
import type { LicenseLimit, LicenseTermsFragment, OfferTermsFragment } from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { Texts } from '../../core/i18n/texts';
import { formatLength } from '../../core/time/format-span';

/** The limits of a license by their names, in the order in which they are compared. */
const LIMITS = [
  ['CLIENTS', 'maxClients'],
  ['SESSIONS', 'maxSessions'],
  ['ACTIVE_DEVICES', 'maxActiveDevices'],
  ['SESSION_LENGTH', 'maxSessionLengthSeconds'],
] as const satisfies readonly (readonly [LicenseLimit, keyof LicenseTermsFragment])[];

/** Limits in words, in the present language. */
@Injectable({ providedIn: 'root' })
export class LimitTexts {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);

  /** A limit's value alone: "500", "unlimited", "8 hours". */
  valueOf(limit: LicenseLimit, value: number | null): string {
    if (value === null) return this.texts.get('license.order.unlimited');
    if (limit === 'SESSION_LENGTH') return formatLength(value, this.locale.tag());
    return value.toLocaleString(this.locale.tag());
  }

  /** What a license has, a line for each limit. Where nothing bounds the active devices or a session's length, nothing is said. */
  linesOf(license: LicenseTermsFragment, changes: OfferTermsFragment['changes'] = []): string[] {
    return LIMITS.flatMap(([limit, field]) => {
      const change = changes.find(other => other.limit === limit);
      const value = change ? change.to : license[field];
      if (value === null && limit !== 'CLIENTS' && limit !== 'SESSIONS') return [];
      return [this.texts.find(`license.order.with.${limit}`, { value: this.valueOf(limit, value) })];
    });
  }
}
