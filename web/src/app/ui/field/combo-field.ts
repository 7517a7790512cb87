import { OverlayModule } from '@angular/cdk/overlay';
import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  computed,
  effect,
  input,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { FormControl, ReactiveFormsModule } from '@angular/forms';
import type { Option } from '../filter/choice-filter';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';
import { Field } from './field';

/** More are not listed: typing narrows faster than scrolling. */
const LISTED = 100;

let made = 0;

/** One of many options, found by typing: time zones, countries. The control holds the option's value, the field shows its label. */
@Component({
  selector: 'ui-combo-field',
  imports: [Icon, MatFormFieldModule, MatInputModule, OverlayModule, ReactiveFormsModule, WordPipe],
  templateUrl: './combo-field.html',
  styleUrls: ['./field.scss', './combo-field.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ComboField extends Field<string> {
  private readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  readonly options = input.required<readonly Option[]>();
  /** What the browser may fill in; `off` for nothing. */
  readonly autocomplete = input('off');

  protected readonly listId = `combo-${String(++made)}`;
  protected readonly text = new FormControl('', { nonNullable: true });
  protected readonly isOpen = signal(false);
  protected readonly typed = signal('');
  /** Which of the listed options the arrow keys are at. */
  protected readonly at = signal(0);
  protected readonly listed = computed(() => {
    const wanted = plain(this.typed());
    const fitting = this.options().filter(({ label, value }) => plain(`${label} ${value}`).includes(wanted));
    return fitting.slice(0, LISTED);
  });
  private readonly labelOfValue = computed(() => {
    const value = this.value();
    return this.options().find(option => option.value === value)?.label ?? '';
  });

  constructor() {
    super();
    // The label follows the value, also where the form sets it, and the language.
    effect(() => {
      const label = this.labelOfValue();
      untracked(() => this.text.setValue(label));
    });
    // The field below shows the fault of the control that holds the value.
    effect(() => {
      const isFaulty = this.isFaulty();
      this.text.setErrors(isFaulty ? { faulty: true } : null);
      if (isFaulty) this.text.markAsTouched();
    });
  }

  protected type(): void {
    this.typed.set(this.text.value);
    this.at.set(0);
    this.isOpen.set(true);
  }

  protected press(event: KeyboardEvent): void {
    const { key } = event;
    if (key === 'ArrowDown' || key === 'ArrowUp') {
      event.preventDefault();
      if (this.isOpen()) this.move(key === 'ArrowDown' ? 1 : -1);
      else this.open();
    } else if (key === 'Enter' && this.isOpen()) {
      event.preventDefault();
      const option = this.listed()[this.at()];
      if (option) this.choose(option);
    } else if (key === 'Escape' && this.isOpen()) {
      // Only the list closes, not the dialog that it may stand in.
      event.preventDefault();
      event.stopPropagation();
      this.settle();
    }
  }

  protected open(): void {
    this.typed.set('');
    this.at.set(
      Math.max(
        0,
        this.listed().findIndex(option => option.value === this.value()),
      ),
    );
    this.isOpen.set(true);
    this.field().nativeElement.select();
    this.showPlace();
  }

  protected choose(option: Option): void {
    this.control().setValue(option.value);
    this.control().markAsDirty();
    this.text.setValue(option.label);
    this.isOpen.set(false);
  }

  /** What was typed and not chosen counts only where it is an option's whole label. */
  protected settle(): void {
    const typed = plain(this.text.value);
    const exact = this.isOpen() && typed ? this.options().find(({ label }) => plain(label) === typed) : undefined;
    if (exact) this.choose(exact);
    else this.text.setValue(this.labelOfValue());
    this.isOpen.set(false);
    this.control().markAsTouched();
  }

  private move(step: 1 | -1): void {
    const count = this.listed().length;
    if (count === 0) return;
    this.at.update(at => (at + step + count) % count);
    this.showPlace();
  }

  private showPlace(): void {
    setTimeout(() =>
      document.getElementById(`${this.listId}-${String(this.at())}`)?.scrollIntoView({ block: 'nearest' }),
    );
  }
}

/** Without case and accents: "munchen" finds München. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
