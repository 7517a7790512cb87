import { ChangeDetectionStrategy, Component, input, signal } from '@angular/core';
import { type FormControl, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { T } from '../../core/i18n/t.pipe';
import { Icon } from '../../ui/icon/icon';

/** A password's field, which can be made readable. */
@Component({
  selector: 'app-password-field',
  imports: [Icon, MatButtonModule, MatFormFieldModule, MatInputModule, ReactiveFormsModule, T],
  templateUrl: './password-field.html',
  styleUrl: './fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordField {
  readonly control = input.required<FormControl<string>>();
  /** What a password manager is to do: fill one in, or make a new one. */
  readonly use = input.required<'current-password' | 'new-password'>();
  /** Said below the field while it holds no fault. */
  readonly hint = input<string>();
  /** Said below the field once it is faulty. */
  readonly fault = input.required<string>();

  protected readonly isReadable = signal(false);
}
