import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, output } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { RequestSignUpDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { tries } from '../door/tries';

/** What a new account is to be called, and where its owner reads mail. */
@Component({
  selector: 'app-request-account',
  imports: [Banner, MatButtonModule, ReactiveFormsModule, RouterLink, T, TextField],
  template: `
    <form [formGroup]="form" (ngSubmit)="submit()" novalidate>
      @if (refusal(); as words) {
        <ui-banner tone="danger">{{ words }}</ui-banner>
      }
      <ui-text-field
        name="company"
        autocomplete="organization"
        [label]="'sign-up.company' | t"
        [maxLength]="100"
        [control]="form.controls.company"
      />
      <ui-text-field
        name="email"
        type="email"
        autocomplete="username"
        [label]="'sign-in.email' | t"
        [isPlain]="true"
        [maxLength]="254"
        [control]="form.controls.email"
      />
      <button class="submit" type="submit" matButton="filled" [disabled]="request.busy() || waitSeconds() > 0">
        {{ (request.busy() ? 'forgotten.busy' : 'forgotten.send') | t }}
      </button>
      <div class="ways">
        <a matButton="text" routerLink="/sign-in">{{ 'welcome.to-sign-in' | t }}</a>
      </div>
    </form>
  `,
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class RequestAccount {
  private readonly locale = inject(Locale);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  /** The address that a link was mailed to. */
  readonly sent = output<string>();

  protected readonly request = run(RequestSignUpDocument, { inline: true });
  protected readonly form = new FormGroup({
    company: new FormControl('', { nonNullable: true, validators: Validators.required }),
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
  });

  private readonly tries = tries(this.request.refusal);
  protected readonly waitSeconds = this.tries.waitSeconds;
  protected readonly refusal = computed(() => {
    const refusal = this.tries.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    return refusal.code === 'FORBIDDEN' ? this.texts.get('sign-up.closed') : this.refusalTexts.of(refusal);
  });

  protected async submit(): Promise<void> {
    if (this.waitSeconds() > 0 || focusFirstFault(this.form, this.element.nativeElement)) return;

    const input = { ...this.form.getRawValue(), language: this.locale.language() };
    if (await this.request({ input })) this.sent.emit(input.email.trim());
    else if (showRefusedFields(this.form, this.request.refusal())) {
      focusFirstFault(this.form, this.element.nativeElement);
    }
  }
}
