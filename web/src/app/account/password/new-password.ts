import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { T } from '../../core/i18n/t.pipe';
import { Field } from '../../ui/field/field';
import { PasswordField } from '../../ui/field/password-field';
import { Icon } from '../../ui/icon/icon';
import { NewPasswordRule } from './new-password-rule.pipe';
import { PASSWORD_RULES } from './password-rules';

/** The field for a new password, with its rules below: each is ticked as soon as what is typed meets it. */
@Component({
  selector: 'app-new-password',
  imports: [Icon, NewPasswordRule, PasswordField, T],
  template: `
    <ui-password-field use="new-password" [name]="name()" [label]="label()" [control]="control()" />
    <ul [attr.aria-label]="'account.password.rules' | t">
      @for (rule of rules(); track rule.word) {
        <li [class.met]="rule.isMet">
          <ui-icon [name]="rule.isMet ? 'circle-check' : 'circle'" [size]="14" />
          {{ rule.word | newPasswordRule }}
          @if (rule.isMet) {
            <span class="hidden-text">{{ 'account.password.met' | t }}</span>
          }
        </li>
      }
    </ul>
  `,
  styleUrl: './new-password.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewPassword extends Field<string> {
  /** Whose it is to be, where that is known: it must not be the address. */
  readonly email = input('');

  protected readonly rules = computed(() =>
    PASSWORD_RULES.map(({ word, isMet }) => ({ word, isMet: isMet(this.value(), this.email()) })),
  );
}
