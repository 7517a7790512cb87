import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  type ElementRef,
  afterNextRender,
  inject,
  input,
  output,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

let made = 0;

/**
 * A modal dialog, open as long as it is on the page: put it there with `@if`, and take it away on `closed`. The browser keeps
 * the focus in it and closes it on Escape; afterwards the focus is where it was before. What is marked `actions` is its foot.
 * For a question there is `ui-confirm`, for a form `ui-form-dialog`.
 */
@Component({
  selector: 'ui-dialog',
  imports: [Icon, MatButtonModule, WordPipe],
  templateUrl: './dialog.html',
  styleUrl: './dialog.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Dialog {
  private readonly document = inject(DOCUMENT);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  readonly heading = input.required<string>();
  /** `side`: a drawer at the page's end, for details beside a list. */
  readonly place = input<'middle' | 'side'>('middle');
  /** Something is on its way: it cannot be closed. */
  readonly isBusy = input(false);
  /** It was closed, by Escape or its cross; it is to be taken away now. */
  readonly closed = output();

  protected readonly headingId = `dialog-${String(++made)}`;

  constructor() {
    const before = this.document.activeElement;
    afterNextRender(() => this.dialog().nativeElement.showModal());
    inject(DestroyRef).onDestroy(() => {
      // Once the page is drawn without it, unless the focus went elsewhere by then.
      setTimeout(() => {
        const isLost = !this.document.activeElement || this.document.activeElement === this.document.body;
        if (isLost && before instanceof HTMLElement) before.focus();
      });
    });
  }

  protected close(): void {
    if (!this.isBusy()) this.closed.emit();
  }
}
