import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { RequestPasswordResetDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Banner } from '../../ui/banner/banner';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { Door } from '../door/door';
import { tries } from '../door/tries';

/** The page `/forgot-password`: has a link mailed for a new password. It says the same whether or not the address is known. */
@Component({
  selector: 'app-forgotten-page',
  imports: [Banner, Door, MatButtonModule, ReactiveFormsModule, RouterLink, T, TextField],
  templateUrl: './forgotten-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ForgottenPage {
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  protected readonly request = run(RequestPasswordResetDocument, { inline: true });
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
  });
  /** The address that was asked for; empty before. */
  protected readonly sentTo = signal('');

  private readonly tries = tries(this.request.refusal);
  protected readonly waitSeconds = this.tries.waitSeconds;
  protected readonly refusal = computed(() => {
    const refusal = this.tries.refusal();
    return refusal && refusal.code !== 'BAD_USER_INPUT' ? this.refusalTexts.of(refusal) : undefined;
  });

  protected async submit(): Promise<void> {
    if (this.waitSeconds() > 0 || focusFirstFault(this.form, this.element.nativeElement)) return;

    const input = this.form.getRawValue();
    if (await this.request({ input })) this.sentTo.set(input.email.trim());
    else if (showRefusedFields(this.form, this.request.refusal())) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
