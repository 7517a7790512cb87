import { Directionality } from '@angular/cdk/bidi';
import { DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import { firstValueFrom } from 'rxjs';
import { RETRY_WAIT } from '../retry-wait';
import { Storage } from '../storage';
import { LANGUAGES, type Language, REVIEWED } from './i18n-keys';

/** What a language is written as where the browser names no region for it. */
const REGIONS: Readonly<Record<Language, string>> = {
  ar: 'ar-EG',
  de: 'de-DE',
  en: 'en-GB',
  es: 'es-ES',
  fr: 'fr-FR',
  it: 'it-IT',
  ja: 'ja-JP',
  nl: 'nl-NL',
  pl: 'pl-PL',
  pt: 'pt-PT',
  tr: 'tr-TR',
};

/** The language and the time zone that texts, dates and numbers are shown in. */
@Injectable({ providedIn: 'root' })
export class Locale {
  private readonly translate = inject(TranslateService);
  private readonly storage = inject(Storage);
  private readonly waitMs = inject(RETRY_WAIT);
  private readonly preferred = (inject(DOCUMENT).defaultView?.navigator.languages ?? []).filter(isTag);
  private readonly chosen = signal<Language>('en');

  readonly language = this.chosen.asReadonly();
  /** An IANA name; the browser's own until a user is known. */
  readonly zone = signal(Intl.DateTimeFormat().resolvedOptions().timeZone);
  /** The language with the browser's region where it has one for it: `en-US`, `de-AT`; else `en-GB`, `de-DE`, `fr-FR`. */
  readonly tag = computed(() => {
    const language = this.chosen();
    const regional = this.preferred.find(tag => tag.toLowerCase().startsWith(`${language}-`));
    return datedAs(regional ?? REGIONS[language]);
  });

  constructor() {
    const { documentElement } = inject(DOCUMENT);
    const directionality = inject(Directionality);
    effect(() => {
      const direction = directionOf(this.chosen());
      documentElement.lang = this.chosen();
      documentElement.dir = direction;
      if (directionality.value === direction) return;
      // Menus and dialogs were told the direction once, when the page was loaded.
      directionality.valueSignal.set(direction);
      directionality.change.emit(direction);
    });
  }

  /** Loads the language that this browser chose before, or prefers, or else English; without texts it tries again. */
  async start(): Promise<void> {
    const language = languageOf(this.storage.read('language')) ?? this.browserLanguage() ?? 'en';
    for (let attempt = 0; !(await this.use(language)); attempt++) {
      await new Promise(resolve => setTimeout(resolve, this.waitMs(attempt)));
    }
  }

  /**
   * Loads the texts, then switches: what is on the page changes at once. An unknown language, or one whose texts cannot
   * be had, changes nothing.
   *
   * @returns whether it switched
   */
  async use(name: string): Promise<boolean> {
    const language = languageOf(name);
    if (!language || !(await this.load(language))) return false;
    this.storage.write('language', language);
    this.chosen.set(language);
    return true;
  }

  private async load(language: Language): Promise<boolean> {
    try {
      await firstValueFrom(this.translate.use(language));
      if (!REVIEWED.includes(language)) await firstValueFrom(this.translate.setFallbackLang('en'));
      return true;
    } catch {
      return false;
    }
  }

  private browserLanguage(): Language | undefined {
    return this.preferred.map(tag => languageOf(tag.slice(0, 2))).find(language => language !== undefined);
  }
}

function languageOf(name: string | undefined): Language | undefined {
  return LANGUAGES.find(language => language === name);
}

/**
 * Arabic by the calendar and with the digits that everything else here has: IDs, invoices, files and mails. Some of its regions
 * would write another year.
 */
function datedAs(tag: string): string {
  return tag.startsWith('ar') ? new Intl.Locale(tag, { calendar: 'gregory', numberingSystem: 'latn' }).toString() : tag;
}

/** Written by hand, since `Intl.Locale` does not tell it everywhere. */
function directionOf(language: string): 'ltr' | 'rtl' {
  return ['ar', 'fa', 'he', 'ur'].includes(language) ? 'rtl' : 'ltr';
}

/** A browser may call its language what no formatter takes, such as `en-US@posix`. */
function isTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}
