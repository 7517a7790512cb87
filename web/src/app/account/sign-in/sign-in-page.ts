import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router, RouterLink } from '@angular/router';
import { nextPath } from '../../core/auth/next-path';
import { Viewer } from '../../core/auth/viewer';
import { SignInDocument, type UserFragment } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Icon } from '../../ui/icon/icon';
import { Door } from '../door/door';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../door/password-field';
import { tries } from '../door/tries';
import { SignUpWay } from '../sign-up/sign-up-way';
import { SecondStep } from './second-step';

/** Refusals of the pair of e-mail and password: all read alike, so that none tells whether the e-mail is known. */
const UNKNOWN_PAIR = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT'];

/** The page `/sign-in`: e-mail and password, a code where one is needed, then on to the page that was asked for. */
@Component({
  selector: 'app-sign-in-page',
  imports: [
    Door,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
    SecondStep,
    SignUpWay,
    T,
  ],
  templateUrl: './sign-in-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly viewer = inject(Viewer);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  /** From the address: the page to open afterwards. */
  readonly next = input<string>();

  protected readonly signIn = run(SignInDocument, { inline: true });
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  /** The password was right, and a code is asked for. */
  protected readonly isHalfway = signal(false);
  /** The code came too late, so that the password is asked for again. */
  private readonly hasLapsed = signal(false);
  private readonly tries = tries(this.signIn.refusal);

  protected readonly waitSeconds = this.tries.waitSeconds;
  protected readonly refusal = computed(() => {
    if (this.hasLapsed()) return this.texts.get('sign-in.second.lapsed');
    const refusal = this.tries.refusal();
    if (!refusal) return undefined;
    return UNKNOWN_PAIR.includes(refusal.code) ? this.texts.get('sign-in.refused') : this.refusalTexts.of(refusal);
  });

  protected async submit(): Promise<void> {
    if (this.waitSeconds() > 0) return;
    if (focusFirstFault(this.form, this.element.nativeElement)) return;

    this.hasLapsed.set(false);
    const answer = await this.signIn({ input: this.form.getRawValue() });
    if (!answer) return;
    const { viewer, needsSecondFactor } = answer.signIn;
    if (viewer) await this.enter(viewer);
    else if (needsSecondFactor) {
      this.form.controls.password.reset();
      this.isHalfway.set(true);
    }
  }

  protected async enter(user: UserFragment): Promise<void> {
    await this.viewer.enter(user);
    await this.router.navigateByUrl(nextPath(this.next()));
  }

  protected lapse(): void {
    this.hasLapsed.set(true);
    this.isHalfway.set(false);
  }
}
