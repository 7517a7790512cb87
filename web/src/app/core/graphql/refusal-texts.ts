import { Injectable, inject } from '@angular/core';
import { Texts } from '../i18n/texts';
import type { Refusal } from './refusal';

/** The words for a refusal, in the present language. */
@Injectable({ providedIn: 'root' })
export class RefusalTexts {
  private readonly texts = inject(Texts);

  /** One or two sentences: what was refused, and what would help. */
  of({ code, details }: Refusal): string {
    const seconds = details['retryAfterSeconds'];
    if (code === 'RATE_LIMITED' && typeof seconds === 'number') {
      return seconds > 90
        ? this.texts.get('errors.RETRY_IN_MINUTES', { count: Math.ceil(seconds / 60) })
        : this.texts.get('errors.RETRY_IN_SECONDS', { count: Math.ceil(seconds) });
    }
    return this.texts.find(`errors.${code}`, { limit: '–', used: '–', ...details });
  }
}
