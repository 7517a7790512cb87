import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Field } from './field';

/** A one-time code of digits, from an app or a message. Spaces that were copied with it are dropped. */
@Component({
  selector: 'ui-code-field',
  imports: [MatFormFieldModule, MatInputModule, ReactiveFormsModule],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        class="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        spellcheck="false"
        [name]="name()"
        [formControl]="control()"
        [required]="isRequired()"
        (input)="clean()"
      />
      @if (hint(); as words) {
        <mat-hint>{{ words }}</mat-hint>
      }
      <mat-error>{{ fault() }}</mat-error>
    </mat-form-field>
  `,
  styles: `
    .code {
      letter-spacing: 0.3em;
      font-variant-numeric: tabular-nums;
    }
  `,
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CodeField extends Field<string> {
  /** How many digits it has. */
  readonly length = input(6);
  /** All digits are there. */
  readonly complete = output<string>();

  protected clean(): void {
    const control = this.control();
    const digits = control.value.replace(/\D/g, '').slice(0, this.length());
    if (digits !== control.value) control.setValue(digits);
    if (digits.length === this.length()) this.complete.emit(digits);
  }
}
