import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import type { Option } from '../filter/choice-filter';
import { Field } from './field';

/** An option that takes some words to explain. */
export interface CardOption<Value extends string = string> extends Option<Value> {
  readonly text?: string;
  /** What it comes with, a line each. */
  readonly lines?: readonly string[];
  /** A word beside its name, such as "current". */
  readonly note?: string;
  /** It is there to be seen, and cannot be chosen; its text says why. */
  readonly isDisabled?: boolean;
}

/**
 * One of two to four options, each a card with a sentence of its own: for choices that need to be understood. `--card-width` says
 * how wide one is at least.
 */
@Component({
  selector: 'ui-radio-cards',
  imports: [ReactiveFormsModule],
  template: `
    <fieldset [attr.aria-invalid]="isFaulty()">
      <legend>{{ label() }}</legend>
      <div class="cards">
        @for (option of options(); track option.value) {
          <label>
            <input
              type="radio"
              [name]="name()"
              [attr.name]="name()"
              [value]="option.value"
              [formControl]="control()"
              [attr.disabled]="option.isDisabled ? '' : null"
            />
            <span>
              {{ option.label }}
              @if (option.note; as note) {
                <em>{{ note }}</em>
              }
              @if (option.text; as text) {
                <small>{{ text }}</small>
              }
              @for (line of option.lines; track line) {
                <small class="line">{{ line }}</small>
              }
            </span>
          </label>
        }
      </div>
      @if (isFaulty()) {
        <small class="fault">{{ fault() }}</small>
      } @else if (hint(); as words) {
        <small>{{ words }}</small>
      }
    </fieldset>
  `,
  styleUrl: './choice.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RadioCards<Value extends string> extends Field<Value> {
  readonly options = input.required<readonly CardOption<Value>[]>();
}
