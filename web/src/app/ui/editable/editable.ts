import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  afterNextRender,
  computed,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

let made = 0;

/**
 * A value that is changed where it stands: a pencil turns it into a field. Enter keeps the change, Escape drops it. What was
 * refused is said below, and the field stays. A long value has a larger field, but is one line all the same.
 */
@Component({
  selector: 'ui-editable',
  imports: [Icon, MatButtonModule, WordPipe],
  templateUrl: './editable.html',
  styleUrl: './editable.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Editable {
  private readonly field = viewChild<ElementRef<HTMLInputElement | HTMLTextAreaElement>>('field');
  private readonly pencil = viewChild<ElementRef<HTMLElement>>('pencil');

  readonly value = input.required<string>();
  /** What the value is, by its name: "Alias". */
  readonly label = input.required<string>();
  /** Stands there while there is no value. */
  readonly emptyText = input.required<string>();
  readonly canEdit = input(true);
  /** It begins as a field. */
  readonly isOpen = input(false);
  readonly isLong = input(false);
  /** In characters; what is longer cannot be typed. */
  readonly maxLength = input(255);
  /** Said below the field while there is no fault. */
  readonly hint = input<string>();
  /** What is wrong with a text, in words; empty or undefined where nothing is. Asked while the user types. */
  readonly check = input<(text: string) => string | undefined>(() => undefined);
  /** Keeps a text; answers why it was refused, in words, or undefined once it is kept. */
  readonly save = input.required<(text: string) => Promise<string | undefined>>();

  /** The field was left, whether something was kept or not. */
  readonly left = output();

  protected readonly faultId = `editable-${String(++made)}`;
  protected readonly isEditing = signal(false);
  protected readonly isBusy = signal(false);
  protected readonly text = signal('');
  private readonly refused = signal<{ text: string; why: string } | undefined>(undefined);

  /** A refusal is about the text that was sent, so it goes with the next letter. */
  protected readonly fault = computed(() => {
    const refused = this.refused();
    return this.check()(this.text()) ?? (refused?.text === this.text() ? refused.why : '');
  });

  constructor() {
    afterNextRender(() => {
      if (this.isOpen()) this.begin();
    });
  }

  protected begin(): void {
    this.text.set(this.value());
    this.refused.set(undefined);
    this.isEditing.set(true);
    // Once it is drawn; by then it may be gone again.
    setTimeout(() => this.field()?.nativeElement.select());
  }

  protected end(): void {
    this.isEditing.set(false);
    this.left.emit();
    setTimeout(() => this.pencil()?.nativeElement.focus());
  }

  protected async keep(): Promise<void> {
    const text = this.text().replace(/\s+/g, ' ').trim();
    if (this.isBusy() || this.check()(this.text())) return;
    if (text === this.value()) {
      this.end();
      return;
    }
    this.isBusy.set(true);
    const why = await this.save()(text);
    this.isBusy.set(false);
    this.refused.set(why === undefined ? undefined : { text: this.text(), why });
    if (why === undefined) this.end();
    else this.field()?.nativeElement.focus();
  }

  protected press(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.isBusy()) {
      event.preventDefault();
      event.stopPropagation();
      this.end();
    } else if (event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      void this.keep();
    }
  }
}
