import { Injectable, inject } from '@angular/core';
import { type Word, Words } from '../../ui/words/words';
import { Texts } from './texts';

/** Gives the kit its words: the texts `kit.<word>`. */
@Injectable({ providedIn: 'root' })
export class PortalWords extends Words {
  private readonly texts = inject(Texts);

  override get(word: Word, parameters?: Readonly<Record<string, string | number>>): string {
    return this.texts.find(`kit.${word}`, parameters);
  }
}
