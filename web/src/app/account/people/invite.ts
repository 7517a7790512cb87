import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { Viewer } from '../../core/auth/viewer';
import { InviteUserDocument, type UserRole } from '../../core/graphql/generated';
import { Wishes } from '../../core/graphql/idempotency-key';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { focusFirstFault } from '../../ui/field/first-fault';
import { RadioCards } from '../../ui/field/radio-cards';
import { TextField } from '../../ui/field/text-field';
import { roleChoices } from './role-choices';

/** Invites somebody into the account, by mail. */
@Component({
  selector: 'app-invite',
  imports: [FormDialog, RadioCards, T, TextField],
  template: `
    <ui-form-dialog
      [heading]="'account.people.invite' | t"
      [action]="'account.people.send' | t"
      [form]="form"
      [isBusy]="invite.busy()"
      [refusal]="refusal()"
      (sent)="send()"
      (closed)="closed.emit()"
    >
      <ui-text-field
        name="email"
        type="email"
        autocomplete="off"
        [label]="'account.people.email' | t"
        [hint]="'account.people.email-hint' | t"
        [maxLength]="254"
        [control]="form.controls.email"
      />
      <ui-radio-cards
        name="role"
        [label]="'account.people.role' | t"
        [options]="roles()"
        [control]="form.controls.role"
      />
    </ui-form-dialog>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Invite {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly wishes = new Wishes();

  /** The address that the invitation was mailed to. */
  readonly invited = output<string>();
  readonly closed = output();

  protected readonly invite = run(InviteUserDocument, { inline: true });
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    role: new FormControl<UserRole>('VIEWER', { nonNullable: true }),
  });
  protected readonly roles = computed(() => roleChoices(this.texts, this.viewer.user()?.role === 'OWNER'));
  protected readonly refusal = computed(() => {
    const refusal = this.invite.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('account.people.taken') : this.refusalTexts.of(refusal);
  });

  protected async send(): Promise<void> {
    const wish = this.form.getRawValue();
    const answer = await this.invite({ input: { ...wish, idempotencyKey: this.wishes.keyFor(wish) } });
    if (answer) this.invited.emit(answer.inviteUser.email);
    else if (showRefusedFields(this.form, this.invite.refusal(), {})) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
