import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { WordPipe } from '../words/word.pipe';
import { Field } from './field';

/** Some lines of text, with the number of characters that are left once they become few. */
@Component({
  selector: 'ui-text-area-field',
  imports: [MatFormFieldModule, MatInputModule, ReactiveFormsModule, WordPipe],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>{{ label() }}</mat-label>
      <textarea
        matInput
        [name]="name()"
        [rows]="rows()"
        [formControl]="control()"
        [required]="isRequired()"
        [attr.maxlength]="maxLength()"
      ></textarea>
      @if (left() !== undefined) {
        <mat-hint>{{ 'characters-left' | word: { count: left() ?? 0 } }}</mat-hint>
      } @else if (hint(); as words) {
        <mat-hint>{{ words }}</mat-hint>
      }
      <mat-error>{{ fault() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TextAreaField extends Field<string> {
  readonly rows = input(4);
  /** In characters; what is longer cannot be typed. */
  readonly maxLength = input<number>();

  /** Characters left; undefined while there are plenty. */
  protected readonly left = computed(() => {
    const most = this.maxLength();
    if (most === undefined) return undefined;
    const left = most - this.value().length;
    return left <= most / 5 ? left : undefined;
  });
}
