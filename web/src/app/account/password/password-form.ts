import { ChangeDetectionStrategy, Component, ElementRef, computed, inject } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { Viewer } from '../../core/auth/viewer';
import { ChangePasswordDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../../ui/field/password-field';
import { Form } from '../../ui/form/form';
import { NewPassword } from './new-password';
import { NEW_PASSWORD } from './password-rules';

/** Changes the user's own password. Wherever else they are signed in, they are so no longer then. */
@Component({
  selector: 'app-password-form',
  imports: [Form, NewPassword, PasswordField, T],
  templateUrl: './password-form.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordForm {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly user = inject(Viewer).user;
  protected readonly change = run(ChangePasswordDocument, { inline: true });
  protected readonly form = new FormGroup({
    current: new FormControl('', { nonNullable: true, validators: Validators.required }),
    new: new FormControl('', { nonNullable: true, validators: NEW_PASSWORD }),
  });
  protected readonly refusal = computed(() => {
    const refusal = this.change.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  protected async send(): Promise<void> {
    if (await this.change({ input: this.form.getRawValue() })) {
      this.form.reset();
      this.toasts.done(this.texts.get('account.password.changed'));
      return;
    }
    const isShown = showRefusedFields(this.form, this.change.refusal(), {
      current: this.texts.get('account.password.wrong'),
      new: this.texts.get('account.password.weak'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }
}
