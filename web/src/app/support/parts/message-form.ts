import { type Signal, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { Wishes } from '../../core/graphql/idempotency-key';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import type { Run } from '../../core/graphql/run';
import { Texts } from '../../core/i18n/texts';
import { type Uploads, uploads } from './uploads';

/** How many characters a message has at most, and a subject. */
export const MAX_MESSAGE = 10_000;
export const MAX_SUBJECT = 150;

/** What is sent, whatever it belongs to. */
export interface MessageInput {
  readonly message: string;
  readonly attachments: string[];
  readonly idempotencyKey: string;
}

/** A message that is being written, with its files. */
export interface MessageForm<Data> {
  readonly form: FormGroup<{
    subject: FormControl<string>;
    message: FormControl<string>;
    attachments: FormControl<readonly File[]>;
  }>;
  readonly uploads: Uploads;
  readonly isBusy: Signal<boolean>;
  /** Why it was refused as a whole, in words. */
  readonly refusal: Signal<string | undefined>;
  /** Waits for the files, and sends it. Undefined where it was refused: then the form says so. */
  send(): Promise<Data | undefined>;
}

/**
 * A form for a message to support. Call it where `inject` may be called.
 *
 * @param run the mutation, which says why it was refused
 * @param sendIt runs it with what was written
 */
export function messageForm<Data>(
  { busy, refusal }: Pick<Run<Data, never>, 'busy' | 'refusal'>,
  sendIt: (input: MessageInput, subject: string) => Promise<Data | undefined>,
): MessageForm<Data> {
  const texts = inject(Texts);
  const refusalTexts = inject(RefusalTexts);
  const wishes = new Wishes();
  const form = new FormGroup({
    subject: new FormControl('', { nonNullable: true }),
    message: new FormControl('', { nonNullable: true, validators: Validators.required }),
    attachments: new FormControl<readonly File[]>([], { nonNullable: true }),
  });
  const files = uploads(form.controls.attachments);
  const isWaiting = signal(false);
  const hasRefusedFile = signal(false);

  return {
    form,
    uploads: files,
    isBusy: computed(() => isWaiting() || busy()),
    refusal: computed(() => {
      if (hasRefusedFile()) return texts.get('support.file-failed');
      const why = refusal();
      return why && why.code !== 'BAD_USER_INPUT' ? refusalTexts.of(why) : undefined;
    }),
    async send() {
      isWaiting.set(true);
      const attachments = await files.ids().finally(() => {
        isWaiting.set(false);
      });
      hasRefusedFile.set(!attachments);
      if (!attachments) return undefined;

      const { subject, message } = form.getRawValue();
      const idempotencyKey = wishes.keyFor({ subject, message, attachments });
      const data = await sendIt({ message, attachments, idempotencyKey }, subject);
      if (data) {
        wishes.forget();
        form.reset();
        return data;
      }
      showRefusedFields(form, refusal(), {
        subject: texts.get('support.subject-fault'),
        message: texts.get('support.message-fault'),
      });
      return undefined;
    },
  };
}
