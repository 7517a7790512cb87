import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, signal } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { Router } from '@angular/router';
import { nextPath } from '../../core/auth/next-path';
import { Viewer } from '../../core/auth/viewer';
import { SignInDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { NOW } from '../../core/time/now';
import { Icon } from '../../ui/icon/icon';
import { Door } from '../door/door';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../door/password-field';

/** Refusals of the pair of e-mail and password: all read alike, so that none tells whether the e-mail is known. */
const UNKNOWN_PAIR = ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT'];

/** The page `/sign-in`: e-mail and password, then on to the page that was asked for. */
@Component({
  selector: 'app-sign-in-page',
  imports: [Door, Icon, MatButtonModule, MatFormFieldModule, MatInputModule, PasswordField, ReactiveFormsModule, T],
  templateUrl: './sign-in-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly viewer = inject(Viewer);
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly now = inject(NOW);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly waitUntil = signal(0);

  /** From the address: the page to open afterwards. */
  readonly next = input<string>();

  protected readonly signIn = run(SignInDocument, { inline: true });
  protected readonly form = new FormGroup({
    email: new FormControl('', { nonNullable: true, validators: [Validators.required, Validators.email] }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });

  /** Whole seconds until the server takes another try; 0 where it does at once. */
  protected readonly waitSeconds = computed(() =>
    Math.max(0, Math.ceil((this.waitUntil() - this.now().getTime()) / 1000)),
  );
  protected readonly refusal = computed(() => {
    const refusal = this.signIn.refusal();
    if (!refusal) return undefined;
    if (UNKNOWN_PAIR.includes(refusal.code)) return this.texts.get('sign-in.refused');
    const isTimed = refusal.code === 'RATE_LIMITED' && this.waitUntil() > 0;
    if (!isTimed) return this.refusalTexts.of(refusal);
    const details = { retryAfterSeconds: this.waitSeconds() };
    return this.waitSeconds() > 0 ? this.refusalTexts.of({ ...refusal, details }) : undefined;
  });

  protected async submit(): Promise<void> {
    if (this.waitSeconds() > 0) return;
    if (focusFirstFault(this.form, this.element.nativeElement)) return;

    this.waitUntil.set(0);
    const answer = await this.signIn({ input: this.form.getRawValue() });
    const viewer = answer?.signIn.viewer;
    if (viewer) {
      await this.viewer.enter(viewer);
      await this.router.navigateByUrl(nextPath(this.next()));
      return;
    }
    const seconds = this.signIn.refusal()?.details['retryAfterSeconds'];
    if (typeof seconds === 'number') this.waitUntil.set(this.now().getTime() + seconds * 1000);
  }
}
