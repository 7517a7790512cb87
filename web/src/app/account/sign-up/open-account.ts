import { ChangeDetectionStrategy, Component, computed, inject, input, output, viewChild } from '@angular/core';
import { CompleteSignUpDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { isOfDeadLink } from '../door/link-token';
import { newcomer } from '../door/newcomer';
import { NewcomerForm } from '../door/newcomer-form';

/** What it takes to open an account: the owner's name and a password. */
@Component({
  selector: 'app-open-account',
  imports: [NewcomerForm, T],
  template: `
    <app-newcomer-form
      [action]="(complete.busy() ? 'sign-up.busy' : 'sign-up.do') | t"
      [isBusy]="complete.busy()"
      [refusal]="refusal()"
      (sent)="send($event)"
    />
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OpenAccount {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly enter = newcomer();
  private readonly form = viewChild.required(NewcomerForm);

  readonly token = input.required<string>();
  /** The account is there, and its owner signed in. */
  readonly entered = output();
  /** The link holds no longer. */
  readonly dead = output();

  protected readonly complete = run(CompleteSignUpDocument, { inline: true });
  protected readonly refusal = computed(() => {
    const refusal = this.complete.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    if (refusal.code === 'FORBIDDEN') return this.texts.get('sign-up.closed');
    return refusal.code === 'CONFLICT' ? this.texts.get('invitation.taken') : this.refusalTexts.of(refusal);
  });

  protected async send(chosen: { name: string; password: string }): Promise<void> {
    const answer = await this.complete({ input: { token: this.token(), ...chosen } });
    const refusal = this.complete.refusal();
    if (answer) {
      await this.enter(answer.completeSignUp.viewer);
      this.entered.emit();
    } else if (isOfDeadLink(refusal)) this.dead.emit();
    else this.form().show(refusal);
  }
}
