import { Pipe, type PipeTransform, inject } from '@angular/core';
import { Texts } from '../../core/i18n/texts';

/** What an area of scopes is called, or (`text`) what lies in it. */
@Pipe({ name: 'scopeWords', pure: false })
export class ScopeWords implements PipeTransform {
  private readonly texts = inject(Texts);

  transform(word: string, part: 'area' | 'area-text' = 'area'): string {
    return this.texts.find(`account.tokens.${part}.${word}`);
  }
}
