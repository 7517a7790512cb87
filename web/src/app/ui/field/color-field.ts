import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ReactiveFormsModule } from '@angular/forms';
import { Field } from './field';

/** A color, `#rrggbb`, by the browser's own chooser. */
@Component({
  selector: 'ui-color-field',
  imports: [ReactiveFormsModule],
  template: `
    <label>
      <input type="color" [name]="name()" [formControl]="control()" />
      <span>
        {{ label() }}
        <small class="numbers">{{ value() }}</small>
      </span>
    </label>
    @if (isFaulty()) {
      <small class="fault">{{ fault() }}</small>
    }
  `,
  styles: `
    label {
      display: flex;
      align-items: center;
      gap: 12px;
      min-block-size: 44px;
      cursor: pointer;
    }

    input {
      inline-size: 44px;
      block-size: 36px;
      padding: 2px;
      border: 1px solid var(--mat-sys-outline);
      border-radius: 8px;
      background: none;
      cursor: pointer;

      &:focus-visible {
        outline: 2px solid var(--mat-sys-primary);
        outline-offset: 2px;
      }
    }

    small {
      display: block;
      color: var(--mat-sys-on-surface-variant);
      font-size: 12px;
    }

    .fault {
      color: var(--danger);
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ColorField extends Field<string> {}
