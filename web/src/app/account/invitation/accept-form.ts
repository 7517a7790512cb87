import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { AcceptInvitationDocument, type InvitationTermsFragment } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { isOfDeadLink } from '../door/link-token';
import { newcomer } from '../door/newcomer';
import { NewPassword } from '../password/new-password';
import { NEW_PASSWORD } from '../password/password-rules';

/** What somebody is invited to, and what it takes to join: a name and a password. */
@Component({
  selector: 'app-accept-form',
  imports: [Banner, MatButtonModule, NewPassword, ReactiveFormsModule, RouterLink, T, TextField],
  templateUrl: './accept-form.html',
  styleUrls: ['../door/fields.scss', './accept-form.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AcceptForm {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly enter = newcomer();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly token = input.required<string>();
  readonly terms = input.required<InvitationTermsFragment>();
  /** The person belongs to the account now, and is signed in. */
  readonly entered = output();
  /** The link holds no longer. */
  readonly dead = output();

  protected readonly accept = run(AcceptInvitationDocument, { inline: true });
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    password: new FormControl('', { nonNullable: true, validators: NEW_PASSWORD }),
  });
  protected readonly role = computed(() => ({
    name: this.texts.find(`invitation.role.${this.terms().role}`),
    text: this.texts.find(`invitation.role-text.${this.terms().role}`),
  }));
  protected readonly isTaken = computed(() => this.accept.refusal()?.code === 'CONFLICT');
  protected readonly refusal = computed(() => {
    const refusal = this.accept.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    return this.isTaken() ? this.texts.get('invitation.taken') : this.refusalTexts.of(refusal);
  });

  protected async submit(): Promise<void> {
    if (focusFirstFault(this.form, this.element.nativeElement)) return;

    const answer = await this.accept({ input: { token: this.token(), ...this.form.getRawValue() } });
    if (answer) {
      await this.enter(answer.acceptInvitation.viewer);
      this.entered.emit();
      return;
    }
    const refusal = this.accept.refusal();
    if (isOfDeadLink(refusal)) this.dead.emit();
    else if (showRefusedFields(this.form, refusal, { password: this.texts.get('account.password.weak') })) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
