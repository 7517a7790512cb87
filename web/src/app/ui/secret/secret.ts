import { ChangeDetectionStrategy, Component, DestroyRef, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { CopyButton } from '../copy-button/copy-button';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

/** A secret stands open for so long, then is hidden again: somebody may look over a shoulder. */
const SHOWN_MS = 60_000;

/** A secret that is hidden until asked for, and can be copied then. It is fetched only when it is asked for. */
@Component({
  selector: 'ui-secret',
  imports: [CopyButton, Icon, MatButtonModule, WordPipe],
  template: `
    <code class="numbers" role="status">{{ open() ?? masked() }}</code>
    @if (canReveal()) {
      <button
        type="button"
        matIconButton
        [disabled]="isBusy()"
        disabledInteractive
        [attr.aria-label]="(open() === undefined ? 'show' : 'hide') | word: { name: label() }"
        (click)="flip()"
      >
        <ui-icon [name]="open() === undefined ? 'eye' : 'eye-off'" [size]="16" />
      </button>
    }
    @if (open(); as value) {
      <ui-copy-button [value]="value" [label]="'copy' | word: { name: label() }" [doneLabel]="'copied' | word" />
    }
  `,
  styleUrl: './secret.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Secret {
  /** What it is: "License key". */
  readonly label = input.required<string>();
  /** What stands there while it is hidden. */
  readonly masked = input.required<string>();
  readonly canReveal = input(true);
  /** Fetches it; undefined where it was refused, which the caller has said. */
  readonly reveal = input.required<() => Promise<string | undefined>>();

  protected readonly open = signal<string | undefined>(undefined);
  protected readonly isBusy = signal(false);
  private timer?: ReturnType<typeof setTimeout>;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected async flip(): Promise<void> {
    clearTimeout(this.timer);
    if (this.isBusy()) return;
    if (this.open() !== undefined) {
      this.open.set(undefined);
      return;
    }
    this.isBusy.set(true);
    const value = await this.reveal()();
    this.isBusy.set(false);
    if (value !== undefined) this.show(value);
  }

  /** Shows a new secret that was not asked for here, for as long as any. */
  show(value: string): void {
    clearTimeout(this.timer);
    this.open.set(value);
    this.timer = setTimeout(() => this.open.set(undefined), SHOWN_MS);
  }
}
