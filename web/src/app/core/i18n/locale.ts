import { DOCUMENT, Injectable, computed, effect, inject, signal } from '@angular/core';
import { TranslateService } from '@ngx-translate/core';
import { firstValueFrom } from 'rxjs';
import { RETRY_WAIT } from '../retry-wait';
import { Storage } from '../storage';
import { LANGUAGES, type Language } from './i18n-keys';

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
  /** The language with the browser's region where it has one for it: `en-US`, `de-AT`; else `en-GB`, `de-DE`. */
  readonly tag = computed(() => {
    const language = this.chosen();
    const regional = this.preferred.find(tag => tag.toLowerCase().startsWith(`${language}-`));
    return regional ?? { en: 'en-GB', de: 'de-DE' }[language];
  });

  constructor() {
    const { documentElement } = inject(DOCUMENT);
    effect(() => {
      documentElement.lang = this.chosen();
      documentElement.dir = directionOf(this.chosen());
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

/** Written by hand while no language of ours is written from the right: `Intl.Locale` does not tell it everywhere. */
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
