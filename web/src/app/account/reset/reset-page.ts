import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, linkedSignal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { ResetPasswordDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { focusFirstFault } from '../../ui/field/first-fault';
import { Door } from '../door/door';
import { isOfDeadLink, linkToken } from '../door/link-token';
import { NewPassword } from '../password/new-password';
import { NEW_PASSWORD } from '../password/password-rules';

/** The page `/reset-password#<token>`, to which the mailed link leads: it sets a new password, and signs nobody in. */
@Component({
  selector: 'app-reset-page',
  imports: [Banner, Door, EmptyState, MatButtonModule, NewPassword, ReactiveFormsModule, RouterLink, T],
  templateUrl: './reset-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ResetPage {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly token = linkToken('/reset-password');
  protected readonly reset = run(ResetPasswordDocument, { inline: true });
  protected readonly form = new FormGroup({
    password: new FormControl('', { nonNullable: true, validators: NEW_PASSWORD }),
  });
  /** How it went with this very link. */
  protected readonly isDone = linkedSignal({ source: this.token, computation: () => false });
  protected readonly isDead = linkedSignal({ source: this.token, computation: () => false });
  protected readonly refusal = computed(() => {
    const refusal = this.reset.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  protected async submit(): Promise<void> {
    if (focusFirstFault(this.form, this.element.nativeElement)) return;

    if (await this.reset({ input: { token: this.token(), ...this.form.getRawValue() } })) {
      this.isDone.set(true);
      return;
    }
    const refusal = this.reset.refusal();
    if (isOfDeadLink(refusal)) this.isDead.set(true);
    else if (showRefusedFields(this.form, refusal, { password: this.texts.get('account.password.weak') })) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
