import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  afterNextRender,
  computed,
  inject,
  input,
  output,
} from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { ConfirmTotpDocument, type TotpSecretFragment } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { CopyButton } from '../../ui/copy-button/copy-button';
import { CodeField } from '../../ui/field/code-field';
import { focusFirstFault } from '../../ui/field/first-fault';
import { Form } from '../../ui/form/form';
import { WordPipe } from '../../ui/words/word.pipe';
import { QrCode } from './qr-code';

/** Brings a new secret into the authenticator app, and has a code of it prove that it is there. */
@Component({
  selector: 'app-enroll-factor',
  imports: [CodeField, CopyButton, Form, MatButtonModule, QrCode, T, WordPipe],
  templateUrl: './enroll-factor.html',
  styleUrl: './enroll-factor.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EnrollFactor {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly secret = input.required<TotpSecretFragment>();
  /** It counts from now on; the recovery codes. */
  readonly confirmed = output<readonly string[]>();
  readonly left = output();

  protected readonly confirm = run(ConfirmTotpDocument, { inline: true });
  protected readonly form = new FormGroup({
    code: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.minLength(6)] }),
  });
  /** In groups of four, which are easier to type. */
  protected readonly groups = computed(
    () =>
      this.secret()
        .secret.match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );
  protected readonly refusal = computed(() => {
    const refusal = this.confirm.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('account.second.lapsed') : this.refusalTexts.of(refusal);
  });

  constructor() {
    // Into view, and read aloud: it stands where the card said something else before.
    afterNextRender(() => this.element.nativeElement.querySelector('h3')?.focus());
  }

  protected async send(): Promise<void> {
    const answer = await this.confirm(this.form.getRawValue());
    if (answer) {
      this.confirmed.emit(answer.confirmTotp.codes);
      return;
    }
    const words = { code: this.texts.get('account.second.wrong') };
    if (showRefusedFields(this.form, this.confirm.refusal(), words)) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
