import { DOCUMENT, Injectable, effect, inject, signal } from '@angular/core';
import { Storage } from '../storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Light, dark, or as the system is. Every color is a `light-dark()` pair, so one property of the page decides. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  private readonly storage = inject(Storage);
  private readonly chosen = signal(themeOf(this.storage.read('theme')));

  readonly theme = this.chosen.asReadonly();

  constructor() {
    const { style } = inject(DOCUMENT).documentElement;
    effect(() => {
      style.colorScheme = this.chosen() === 'system' ? 'light dark' : this.chosen();
    });
  }

  choose(theme: Theme): void {
    this.storage.write('theme', theme);
    this.chosen.set(theme);
  }
}

function themeOf(text: string | undefined): Theme {
  return THEMES.find(theme => theme === text) ?? 'system';
}
