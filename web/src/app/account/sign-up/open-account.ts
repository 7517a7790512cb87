import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { CompleteSignUpDocument } from '../../core/graphql/generated';
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

/** What it takes to open an account: the owner's name and a password. */
@Component({
  selector: 'app-open-account',
  imports: [Banner, MatButtonModule, NewPassword, ReactiveFormsModule, T, TextField],
  template: `
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate>
      @if (refusal(); as words) {
        <ui-banner tone="danger">{{ words }}</ui-banner>
      }
      <ui-text-field
        name="name"
        autocomplete="name"
        [label]="'welcome.name' | t"
        [maxLength]="100"
        [control]="form.controls.name"
      />
      <app-new-password
        name="password"
        email=""
        [label]="'account.password.new' | t"
        [control]="form.controls.password"
      />
      <button class="submit" type="submit" matButton="filled" [disabled]="complete.busy()">
        {{ (complete.busy() ? 'sign-up.busy' : 'sign-up.do') | t }}
      </button>
    </form>
  `,
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenAccount {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly enter = newcomer();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly token = input.required<string>();
  /** The account is there, and its owner signed in. */
  readonly entered = output();
  /** The link holds no longer. */
  readonly dead = output();

  protected readonly complete = run(CompleteSignUpDocument, { inline: true });
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    password: new FormControl('', { nonNullable: true, validators: NEW_PASSWORD }),
  });
  protected readonly refusal = computed(() => {
    const refusal = this.complete.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    if (refusal.code === 'FORBIDDEN') return this.texts.get('sign-up.closed');
    return refusal.code === 'CONFLICT' ? this.texts.get('invitation.taken') : this.refusalTexts.of(refusal);
  });

  protected async submit(): Promise<void> {
    if (focusFirstFault(this.form, this.element.nativeElement)) return;

    const answer = await this.complete({ input: { token: this.token(), ...this.form.getRawValue() } });
    if (answer) {
      await this.enter(answer.completeSignUp.viewer);
      this.entered.emit();
      return;
    }
    const refusal = this.complete.refusal();
    if (isOfDeadLink(refusal)) this.dead.emit();
    else if (showRefusedFields(this.form, refusal, { password: this.texts.get('account.password.weak') })) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
