import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';

/** Which page to go to. */
export type PageStep = 'first' | 'previous' | 'next';

/** How many things there are; where `isExact` is false, at least so many. */
export interface Total {
  readonly value: number;
  readonly isExact: boolean;
}

/** Pages through a list that knows its neighbors but not its page numbers: "51–100 of 5,000", the first, the one before, the next. */
@Component({
  selector: 'ui-pager',
  imports: [Icon, MatButtonModule, WordPipe],
  templateUrl: './pager.html',
  styleUrl: './pager.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Pager {
  /** The place of the first row shown, from 1. */
  readonly from = input.required<number>();
  /** How many rows are shown. */
  readonly count = input.required<number>();
  /** Undefined while it is not known. */
  readonly total = input<Total>();
  readonly hasPrevious = input(false);
  readonly hasNext = input(false);
  readonly isBusy = input(false);
  /** The page size, and which the user may choose from; without sizes there is no choice. 0 is a list without pages. */
  readonly size = input<number>();
  readonly sizes = input<readonly number[]>([]);
  /** The user turns a page. */
  readonly turn = output<PageStep>();
  /** The user wants so many rows a page. */
  readonly sizeChange = output<number>();

  protected readonly to = computed(() => this.from() + this.count() - 1);
  /** The total can lag behind the rows that are shown. */
  protected readonly all = computed(() => Math.max(this.total()?.value ?? 0, this.to()));
  protected readonly word = computed(() => {
    const total = this.total();
    if (!total) return 'range' as const;
    return total.isExact ? ('range-of' as const) : ('range-of-more' as const);
  });

  /** A button that cannot be used keeps its place and the focus, so it is asked here whether it can. */
  protected go(step: PageStep): void {
    if (!this.isBusy() && (step === 'next' ? this.hasNext() : this.hasPrevious())) this.turn.emit(step);
  }
}
