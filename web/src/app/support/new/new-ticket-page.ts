import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { SubmitTicketDocument } from '../../core/graphql/generated';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { type HoldsUnsaved, asksBeforeUnload } from '../../core/unsaved/unsaved';
import { Card } from '../../ui/card/card';
import { TextAreaField } from '../../ui/field/text-area-field';
import { TextField } from '../../ui/field/text-field';
import { Form } from '../../ui/form/form';
import { AttachmentsField } from '../parts/attachments-field';
import { MAX_MESSAGE, MAX_SUBJECT, messageForm } from '../parts/message-form';

/** The page `/settings/support/new`: the contact form, which makes a ticket. */
@Component({
  selector: 'app-new-ticket-page',
  imports: [AttachmentsField, Card, Form, MatButtonModule, RouterLink, T, TextAreaField, TextField],
  templateUrl: './new-ticket-page.html',
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewTicketPage implements HoldsUnsaved {
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);

  private readonly submit = run(SubmitTicketDocument, { inline: true });

  protected readonly message = messageForm(this.submit, (input, subject) =>
    this.submit({ input: { ...input, subject } }),
  );
  protected readonly form = this.message.form;
  protected readonly maxMessage = MAX_MESSAGE;
  protected readonly maxSubject = MAX_SUBJECT;

  constructor() {
    this.form.controls.subject.addValidators(Validators.required);
    asksBeforeUnload(() => this.hasUnsaved());
  }

  hasUnsaved(): boolean {
    return this.form.dirty;
  }

  protected async send(): Promise<void> {
    const answer = await this.message.send();
    if (!answer) return;
    const { id, number } = answer.submitTicket;
    this.toasts.done(this.texts.get('support.sent', { number }));
    await this.router.navigate(['/settings/support', id]);
  }
}
