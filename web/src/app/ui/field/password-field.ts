import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Icon } from '../icon/icon';
import { WordPipe } from '../words/word.pipe';
import { Field } from './field';

/** A password, which can be made readable. */
@Component({
  selector: 'ui-password-field',
  imports: [Icon, MatButtonModule, MatFormFieldModule, MatInputModule, ReactiveFormsModule, WordPipe],
  template: `
    <mat-form-field appearance="outline" subscriptSizing="dynamic" hideRequiredMarker>
      <mat-label>{{ label() }}</mat-label>
      <input
        matInput
        [name]="name()"
        [type]="isReadable() ? 'text' : 'password'"
        [formControl]="control()"
        [required]="isRequired()"
        [attr.autocomplete]="use()"
        autocapitalize="none"
        spellcheck="false"
      />
      <button
        matSuffix
        matIconButton
        type="button"
        [attr.aria-label]="(isReadable() ? 'hide' : 'show') | word: { name: label() }"
        (click)="isReadable.set(!isReadable())"
      >
        <ui-icon [name]="isReadable() ? 'eye-off' : 'eye'" />
      </button>
      @if (hint(); as words) {
        <mat-hint>{{ words }}</mat-hint>
      }
      <mat-error>{{ fault() }}</mat-error>
    </mat-form-field>
  `,
  styleUrl: './field.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField extends Field<string> {
  /** What a password manager is to do: fill one in, or make a new one. */
  readonly use = input.required<'current-password' | 'new-password'>();

  protected readonly isReadable = signal(false);
}
