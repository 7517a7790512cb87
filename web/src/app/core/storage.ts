import { DOCUMENT, Injectable, inject } from '@angular/core';

/** What this browser remembers between visits. Where storage is forbidden it remembers nothing and does not fail. */
@Injectable({ providedIn: 'root' })
export class Storage {
  private readonly window = inject(DOCUMENT).defaultView;

  read(key: string): string | undefined {
    try {
      return this.window?.localStorage.getItem(`portal.${key}`) ?? undefined;
    } catch {
      return undefined;
    }
  }

  write(key: string, value: string): void {
    try {
      this.window?.localStorage.setItem(`portal.${key}`, value);
    } catch {
      // A full or forbidden storage costs the memory of a choice, no more.
    }
  }
}
