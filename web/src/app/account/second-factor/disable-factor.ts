import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { DisableTotpDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../../ui/field/password-field';
import { TextField } from '../../ui/field/text-field';

/** Turns two-factor authentication off, by the password and a code. */
@Component({
  selector: 'app-disable-factor',
  imports: [FormDialog, PasswordField, T, TextField],
  template: `
    <ui-form-dialog
      [heading]="'account.second.off-heading' | t"
      [action]="'account.second.turn-off' | t"
      [form]="form"
      [isDangerous]="true"
      [isBusy]="disable.busy()"
      [refusal]="refusal()"
      (sent)="send()"
      (closed)="closed.emit()"
    >
      <p>{{ 'account.second.off-text' | t }}</p>
      <ui-password-field
        name="password"
        use="current-password"
        [label]="'account.password.confirm' | t"
        [control]="form.controls.password"
      />
      <ui-text-field
        name="code"
        autocomplete="one-time-code"
        [label]="'sign-in.second.code' | t"
        [hint]="'account.second.off-code' | t"
        [isPlain]="true"
        [maxLength]="40"
        [control]="form.controls.code"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DisableFactor {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly done = output();
  readonly closed = output();

  protected readonly disable = run(DisableTotpDocument, { inline: true });
  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
    code: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  protected readonly refusal = computed(() => {
    const refusal = this.disable.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  protected async send(): Promise<void> {
    const { password, code } = this.form.getRawValue();
    // Apps show their digits in groups, and people type them so.
    const digits = code.replace(/\s/g, '');
    if (await this.disable({ password, code: digits })) {
      this.done.emit();
      return;
    }
    const words = {
      password: this.texts.get('account.password.wrong'),
      code: this.texts.get('account.second.wrong'),
    };
    if (showRefusedFields(this.form, this.disable.refusal(), words)) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
