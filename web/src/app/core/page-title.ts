import { Injectable, computed, effect, inject, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { type RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { BRAND } from './brand';
import { Texts } from './i18n/texts';

/** A route's `title` is the key of a text: it names the page in the window, and in the top bar, and follows the language. */
@Injectable({ providedIn: 'root' })
export class PageTitle extends TitleStrategy {
  private readonly texts = inject(Texts);
  private readonly key = signal<string | undefined>(undefined);

  /** The page's name; empty before the first page. */
  readonly text = computed(() => {
    const key = this.key();
    return key ? this.texts.find(key) : '';
  });

  constructor() {
    super();
    const [title, brand] = [inject(Title), inject(BRAND)];
    effect(() => title.setTitle(this.text() ? `${this.text()} · ${brand}` : brand));
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }
}
