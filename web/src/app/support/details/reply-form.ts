import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { ReplyToTicketDocument } from '../../core/graphql/generated';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Toasts } from '../../core/toasts/toasts';
import { asksBeforeUnload } from '../../core/unsaved/unsaved';
import { TextAreaField } from '../../ui/field/text-area-field';
import { Form } from '../../ui/form/form';
import { AttachmentsField } from '../parts/attachments-field';
import { MAX_MESSAGE, messageForm } from '../parts/message-form';

/** Adds to a ticket. */
@Component({
  selector: 'app-reply-form',
  imports: [AttachmentsField, Form, T, TextAreaField],
  template: `
    <ui-form
      [form]="form"
      [action]="'support.send-reply' | t"
      [isBusy]="message.isBusy()"
      [refusal]="message.refusal()"
      (sent)="send()"
    >
      <ui-text-area-field
        class="whole"
        name="message"
        [label]="'support.message' | t"
        [rows]="5"
        [maxLength]="maxMessage"
        [control]="form.controls.message"
      />
      <app-attachments-field class="whole" [control]="form.controls.attachments" [uploads]="message.uploads" />
    </ui-form>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ReplyForm {
  private readonly texts = inject(Texts);
  private readonly toasts = inject(Toasts);

  readonly ticketId = input.required<string>();

  private readonly reply = run(ReplyToTicketDocument, { inline: true });

  protected readonly message = messageForm(this.reply, input =>
    this.reply({ input: { ...input, id: this.ticketId() } }),
  );
  protected readonly form = this.message.form;
  protected readonly maxMessage = MAX_MESSAGE;

  constructor() {
    asksBeforeUnload(() => this.hasUnsaved());
  }

  hasUnsaved(): boolean {
    return this.form.dirty;
  }

  protected async send(): Promise<void> {
    if (await this.message.send()) this.toasts.done(this.texts.get('support.reply-sent'));
  }
}
