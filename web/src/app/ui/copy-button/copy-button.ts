import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';

const TICK_SHOWN_MS = 2_000;

/** Copies a value; a tick, and a word for a screen reader, say that it was done. */
@Component({
  selector: 'ui-copy-button',
  imports: [Icon, MatButtonModule],
  templateUrl: './copy-button.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButton {
  private readonly clipboard = inject(Clipboard);

  readonly value = input.required<string>();
  /** What the button does: "Copy customer number". */
  readonly label = input.required<string>();
  /** What it did: "Copied". */
  readonly doneLabel = input.required<string>();

  protected readonly isDone = signal(false);

  protected copy(): void {
    if (!this.clipboard.copy(this.value())) return;
    this.isDone.set(true);
    setTimeout(() => this.isDone.set(false), TICK_SHOWN_MS);
  }
}
