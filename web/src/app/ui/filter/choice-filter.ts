import { ChangeDetectionStrategy, Component, computed, input, output, viewChild } from '@angular/core';
import { WordPipe } from '../words/word.pipe';
import { Filter } from './filter';

/** One thing to choose. */
export interface Option<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
  /** Said beside it while one chooses, such as how many there are. */
  readonly note?: string;
}

/** A filter that lets through what is one of some options; each press takes effect at once. `isSingle`: one of them at most. */
@Component({
  selector: 'ui-choice-filter',
  imports: [Filter, WordPipe],
  templateUrl: './choice-filter.html',
  styleUrl: './choice-filter.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ChoiceFilter<Value extends string> {
  private readonly filter = viewChild.required(Filter);

  readonly label = input.required<string>();
  readonly options = input.required<readonly Option<Value>[]>();
  readonly chosen = input.required<readonly Value[]>();
  readonly isSingle = input(false);
  /** The options are about to be shown. */
  readonly opened = output();
  /** The user chooses otherwise; the values are in the order of the options. */
  readonly chosenChange = output<readonly Value[]>();

  protected readonly summary = computed(() =>
    this.options()
      .filter(({ value }) => this.chosen().includes(value))
      .map(({ label }) => label)
      .join(', '),
  );

  protected choose(value: Value, isChosen: boolean): void {
    if (this.isSingle()) {
      this.chosenChange.emit([value]);
      this.filter().close();
      return;
    }
    const others = this.chosen().filter(other => other !== value);
    const next = isChosen ? [...others, value] : others;
    this.chosenChange.emit(this.options().flatMap(option => (next.includes(option.value) ? [option.value] : [])));
  }
}
