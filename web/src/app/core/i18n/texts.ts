import { Injectable, inject } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import type { TextKey, TextParameters } from './i18n-keys';
import { Locale } from './locale';

/** The parameters of a text, as a function takes them: none where it has none. */
export type Parameters<K extends TextKey> = TextParameters[K] extends undefined ? [] : [parameters: TextParameters[K]];

/** The portal's texts in the present language. Read inside a template or a `computed`, they follow a change of language. */
@Injectable({ providedIn: 'root' })
export class Texts {
  private readonly translate = inject(TranslateService);
  private readonly locale = inject(Locale);

  get<K extends TextKey>(key: K, ...[parameters]: Parameters<K>): string {
    return this.find(key, parameters);
  }

  /** A number as the language writes it: 1,234 or 1.234. */
  number(value: number): string {
    return value.toLocaleString(this.locale.tag());
  }

  /** For keys that are made at run time, such as a refusal's. A key without a text is shown as it is. */
  find(key: string, parameters?: object): string {
    const language = this.translate.currentLang() ?? undefined;
    const values = parameters && this.formatted(parameters);
    const count = parameters && 'count' in parameters ? Number(parameters.count) : undefined;
    if (count === undefined) return String(this.translate.instant(key, values));

    // The texts are European Portuguese, in which none are many; plain `pt` is Brazilian, in which none are one.
    const category = new Intl.PluralRules(language === 'pt' ? 'pt-PT' : language).select(count);
    const texts: unknown = this.translate.instant(key, values);
    return isPlural(texts) ? (texts[category] ?? texts['other'] ?? key) : String(texts);
  }

  /** Numbers are written as the language writes them: 1,234 or 1.234. */
  private formatted(parameters: object): Record<string, unknown> {
    const numbers = new Intl.NumberFormat(this.locale.tag());
    return Object.fromEntries(
      Object.entries(parameters).map(([name, value]) => [
        name,
        typeof value === 'number' ? numbers.format(value) : value,
      ]),
    );
  }
}

function isPlural(texts: unknown): texts is Record<string, string> {
  return typeof texts === 'object' && texts !== null;
}
