import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { Field } from './field';

/** A yes or no that is sent with its form. What takes effect at once is a `ui-switch`. */
@Component({
  selector: 'ui-check-field',
  imports: [ReactiveFormsModule],
  template: `
    <label>
      <input type="checkbox" [name]="name()" [formControl]="control()" [attr.aria-invalid]="isFaulty()" />
      <span>
        {{ label() }}
        @if (isFaulty()) {
          <small class="fault">{{ fault() }}</small>
        } @else if (hint(); as words) {
          <small>{{ words }}</small>
        }
      </span>
    </label>
  `,
  styleUrl: './choice.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CheckField extends Field<boolean> {}
