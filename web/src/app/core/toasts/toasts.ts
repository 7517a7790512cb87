import { Injectable, signal } from '@angular/core';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly isFailure: boolean;
}

const SHOWN_MS = 5_000;
const FAILURE_SHOWN_MS = 10_000;

/** Short messages at the page's edge, in the order in which they came. The frame shows them; each goes by itself. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly shown = signal<readonly Toast[]>([]);
  private made = 0;

  readonly list = this.shown.asReadonly();

  /** Something was done. */
  done(text: string): void {
    this.show(text, false);
  }

  /** Something was refused; it stays longer, since there is more to read. */
  failed(text: string): void {
    this.show(text, true);
  }

  dismiss(id: number): void {
    this.shown.update(toasts => toasts.filter(toast => toast.id !== id));
  }

  private show(text: string, isFailure: boolean): void {
    const id = ++this.made;
    // The same words twice say no more than once.
    this.shown.update(toasts => [...toasts.filter(toast => toast.text !== text), { id, text, isFailure }]);
    setTimeout(() => this.dismiss(id), isFailure ? FAILURE_SHOWN_MS : SHOWN_MS);
  }
}
