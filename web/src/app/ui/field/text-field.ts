import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Field } from './field';

/** One line of text. */
@Component({
  selector: 'ui-text-field',
  imports: [MatFormFieldModule, MatInputModule, ReactiveFormsModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        [name]="name()"
        [type]="type()"
        [formControl]="control()"
        [required]="isRequired()"
        [attr.autocomplete]="autocomplete()"
        [attr.maxlength]="maxLength()"
        [attr.autocapitalize]="isPlain() ? 'none' : null"
        [attr.spellcheck]="isPlain() ? 'false' : null"
      />
      @if (suffix(); as text) {
        <span matTextSuffix>{{ text }}</span>
      }
      @if (hint(); as words) {
        <mat-hint>{{ words }}</mat-hint>
      }
      <mat-error>{{ fault() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TextField extends Field<string> {
  readonly type = input<'text' | 'email' | 'tel' | 'url' | 'number' | 'date' | 'datetime-local'>('text');
  /** What the browser may fill in, such as `street-address`; `off` for nothing. */
  readonly autocomplete = input('off');
  /** In characters; what is longer cannot be typed. */
  readonly maxLength = input<number>();
  /** It is no prose: no capitals and no red waves. */
  readonly isPlain = input(false);
  /** Stands behind what is typed, such as `@northwind`. */
  readonly suffix = input<string>();
}
