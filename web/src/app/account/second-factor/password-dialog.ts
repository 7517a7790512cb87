import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import type { Run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../../ui/field/password-field';

/** Asks for the user's password once more, and does with it what takes it. What that means stands inside. */
@Component({
  selector: 'app-password-dialog',
  imports: [FormDialog, PasswordField, T],
  template: `
    <ui-form-dialog
      [heading]="heading()"
      [action]="action()"
      [form]="form"
      [isBusy]="mutation().busy()"
      [refusal]="refusal()"
      (sent)="send()"
      (closed)="closed.emit()"
    >
      <ng-content />
      <ui-password-field
        name="password"
        use="current-password"
        [label]="'account.password.confirm' | t"
        [control]="form.controls.password"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PasswordDialog<Data> {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly heading = input.required<string>();
  readonly action = input.required<string>();
  readonly mutation = input.required<Run<Data, { password: string }>>();
  /** It was done; what was answered. */
  readonly done = output<Data>();
  readonly closed = output();

  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  protected readonly refusal = computed(() => {
    const refusal = this.mutation().refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  protected async send(): Promise<void> {
    const answer = await this.mutation()(this.form.getRawValue());
    if (answer) {
      this.done.emit(answer);
      return;
    }
    const words = { password: this.texts.get('account.password.wrong') };
    if (showRefusedFields(this.form, this.mutation().refusal(), words)) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
