import { Pipe, type PipeTransform, inject } from '@angular/core';
import { type Word, Words } from './words';

/** `{{ 'cancel' | word }}`: a word of the kit. Impure, so that a change of language shows at once. */
@Pipe({ name: 'word', pure: false })
export class WordPipe implements PipeTransform {
  private readonly words = inject(Words);

  transform(word: Word, parameters?: Readonly<Record<string, string | number>>): string {
    return this.words.get(word, parameters);
  }
}
