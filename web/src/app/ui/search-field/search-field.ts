import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  effect,
  inject,
  input,
  output,
  untracked,
  viewChild,
} from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject, debounce, filter, map, of, timer } from 'rxjs';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';
import { TYPING_PAUSE } from './typing-pause';

/** A field to search by. It tells what is wanted once the typing pauses, and at once on Enter or when it is emptied. */
@Component({
  selector: 'ui-search-field',
  imports: [Icon, WordPipe],
  templateUrl: './search-field.html',
  styleUrl: './search-field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SearchField {
  private readonly pauseMs = inject(TYPING_PAUSE);
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  private readonly typed = new Subject<{ text: string; isUrgent: boolean }>();
  private told = '';

  /** What is being searched for. */
  readonly value = input('');
  /** What can be searched: "Search by ID, alias …". It stands in the empty field, and names it. */
  readonly label = input.required<string>();
  /** In characters. */
  readonly maxLength = input(100);
  /** The user searches for something else; without spaces around it, empty for everything. */
  readonly searched = output<string>();

  constructor() {
    // What comes from outside, such as by going back, is shown, unless it is what was just typed.
    effect(() => {
      const value = this.value();
      untracked(() => {
        if (value !== this.told) this.field().nativeElement.value = this.told = value;
      });
    });
    this.typed
      .pipe(
        debounce(({ isUrgent }) => (isUrgent || this.pauseMs === 0 ? of(0) : timer(this.pauseMs))),
        map(({ text }) => text.trim()),
        filter(text => text !== this.told),
        takeUntilDestroyed(),
      )
      .subscribe(text => this.searched.emit((this.told = text)));
  }

  protected type(text: string, isUrgent: boolean): void {
    this.typed.next({ text, isUrgent: isUrgent || text === '' });
  }

  protected clear(): void {
    this.field().nativeElement.value = '';
    this.field().nativeElement.focus();
    this.type('', true);
  }
}
