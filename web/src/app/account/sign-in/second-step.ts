import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { FormControl, FormGroup, FormGroupDirective, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { SignOutDocument, type UserFragment, VerifySecondFactorDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';
import { CodeField } from '../../ui/field/code-field';
import { focusFirstFault } from '../../ui/field/first-fault';
import { TextField } from '../../ui/field/text-field';
import { Door } from '../door/door';
import { tries } from '../door/tries';

/** What a recovery code is made of, as it is typed: three groups of four, however they are parted. */
const RECOVERY_CODE = /^\s*(?:[\da-z][\s-]*){12}$/i;

/** The second step of signing in: a code of the authenticator app, or one of the recovery codes. */
@Component({
  selector: 'app-second-step',
  imports: [Banner, CodeField, Door, MatButtonModule, ReactiveFormsModule, T, TextField],
  templateUrl: './second-step.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SecondStep {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly injector = inject(Injector);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly signOut = run(SignOutDocument, { inline: true });

  private readonly shownForm = viewChild.required(FormGroupDirective);

  readonly entered = output<UserFragment>();
  /** The first step is too long ago. */
  readonly lapsed = output();
  readonly back = output();

  protected readonly verify = run(VerifySecondFactorDocument, { inline: true });
  protected readonly isRecovery = signal(false);
  protected readonly code = requiredCode(/^\d{6}$/);
  protected readonly recovery = requiredCode(RECOVERY_CODE);
  private readonly forms = {
    code: new FormGroup({ code: this.code }),
    recovery: new FormGroup({ recovery: this.recovery }),
  };
  protected readonly form = computed<FormGroup>(() => (this.isRecovery() ? this.forms.recovery : this.forms.code));

  /** What was wrong was told; the other kind of code is tried now. */
  private readonly isForgotten = signal(false);
  private readonly tries = tries(this.verify.refusal);
  protected readonly waitSeconds = this.tries.waitSeconds;
  protected readonly refusal = computed(() => {
    const refusal = this.tries.refusal();
    if (!refusal) return undefined;
    if (refusal.code !== 'BAD_USER_INPUT') return this.refusalTexts.of(refusal);
    if (this.isForgotten()) return undefined;
    return this.texts.get(this.isRecovery() ? 'sign-in.second.wrong-recovery' : 'sign-in.second.wrong');
  });

  constructor() {
    this.focusField();
  }

  protected async submit(): Promise<void> {
    if (this.waitSeconds() > 0 || focusFirstFault(this.form(), this.element.nativeElement)) return;

    this.isForgotten.set(false);
    const code = this.isRecovery() ? this.recovery.value : this.code.value;
    const answer = await this.verify({ code: code.trim() });
    if (answer) this.entered.emit(answer.verifySecondFactor.viewer);
    else if (this.verify.refusal()?.code === 'UNAUTHENTICATED') this.lapsed.emit();
    else this.focusField();
  }

  protected flip(): void {
    this.isForgotten.set(true);
    // Otherwise the other field would be shown at fault before anything is typed.
    this.shownForm().resetForm();
    this.isRecovery.update(is => !is);
    this.focusField();
  }

  /** The half sign-in ends, so that nobody else goes on with it here. Without an answer it does so by itself. */
  protected async leave(): Promise<void> {
    await this.signOut({});
    this.back.emit();
  }

  private focusField(): void {
    const focus = () => {
      const field = this.element.nativeElement.querySelector<HTMLInputElement>('input');
      field?.focus();
      field?.select();
    };
    afterNextRender(focus, { injector: this.injector });
  }
}

function requiredCode(pattern: RegExp): FormControl<string> {
  return new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.pattern(pattern)] });
}
