import { ChangeDetectionStrategy, Component, computed, inject, input, output, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { AcceptInvitationDocument, type InvitationTermsFragment } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { isOfDeadLink } from '../door/link-token';
import { newcomer } from '../door/newcomer';
import { NewcomerForm } from '../door/newcomer-form';

/** What somebody is invited to, and what it takes to join: a name and a password. */
@Component({
  selector: 'app-accept-form',
  imports: [MatButtonModule, NewcomerForm, RouterLink, T],
  templateUrl: './accept-form.html',
  styleUrls: ['../door/fields.scss', './accept-form.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class AcceptForm {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly enter = newcomer();
  private readonly form = viewChild.required(NewcomerForm);

  readonly token = input.required<string>();
  readonly terms = input.required<InvitationTermsFragment>();
  /** The person belongs to the account now, and is signed in. */
  readonly entered = output();
  /** The link holds no longer. */
  readonly dead = output();

  protected readonly accept = run(AcceptInvitationDocument, { inline: true });
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

  protected async send(chosen: { name: string; password: string }): Promise<void> {
    const answer = await this.accept({ input: { token: this.token(), ...chosen } });
    const refusal = this.accept.refusal();
    if (answer) {
      await this.enter(answer.acceptInvitation.viewer);
      this.entered.emit();
    } else if (isOfDeadLink(refusal)) this.dead.emit();
    else this.form().show(refusal);
  }
}
