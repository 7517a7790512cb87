import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component, ElementRef, computed, inject } from '@angular/core';
import { FormControl, FormGroup, ReactiveFormsModule, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { MatFormFieldModule } from '@angular/material/form-field';
import { MatInputModule } from '@angular/material/input';
import { ActivatedRoute, Router, RouterLink } from '@angular/router';
import { CreateFirstAccountDocument } from '../../core/graphql/generated';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Icon } from '../../ui/icon/icon';
import { Door } from '../door/door';
import { newcomer } from '../door/newcomer';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../door/password-field';

/** The shortest password that the server takes, in characters. */
const SHORTEST_PASSWORD = 12;

/** The page `/welcome#<token>`, to which the first start's one-time link leads: it makes the first account and its owner. */
@Component({
  selector: 'app-welcome-page',
  imports: [
    Door,
    EmptyState,
    Icon,
    MatButtonModule,
    MatFormFieldModule,
    MatInputModule,
    PasswordField,
    ReactiveFormsModule,
    RouterLink,
    T,
  ],
  templateUrl: './welcome-page.html',
  styleUrl: '../door/fields.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class WelcomePage {
  private readonly router = inject(Router);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly enter = newcomer();
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);

  /** From the address's fragment, which no server and no log sees; empty where the link is incomplete. */
  protected readonly token = inject(ActivatedRoute).snapshot.fragment ?? '';
  protected readonly create = run(CreateFirstAccountDocument, { inline: true });
  protected readonly form = new FormGroup({
    company: requiredText(),
    name: requiredText(),
    email: requiredText(Validators.email),
    password: requiredText(Validators.minLength(SHORTEST_PASSWORD)),
  });
  protected readonly fields = [
    { name: 'company', type: 'text', label: 'welcome.company', fault: 'welcome.missing', use: 'organization' },
    { name: 'name', type: 'text', label: 'welcome.name', fault: 'welcome.missing', use: 'name' },
    { name: 'email', type: 'email', label: 'sign-in.email', fault: 'sign-in.email-fault', use: 'username' },
  ] as const;
  protected readonly shortest = SHORTEST_PASSWORD;

  /** The link was used, replaced, or never given out. */
  protected readonly isDead = computed(() => this.create.refusal()?.code === 'NOT_FOUND');
  protected readonly refusal = computed(() => {
    const refusal = this.create.refusal();
    if (!refusal) return undefined;
    return this.isDead() ? this.texts.get('welcome.dead-link') : this.refusalTexts.of(refusal);
  });

  constructor() {
    // Out of the address bar and the history, where the next person could read it.
    inject(Location).replaceState('/welcome');
  }

  protected async submit(): Promise<void> {
    if (focusFirstFault(this.form, this.element.nativeElement)) return;
    const answer = await this.create({ input: { token: this.token, ...this.form.getRawValue() } });
    if (!answer) {
      this.showFaults();
      return;
    }
    await this.enter(answer.createFirstAccount.viewer);
    await this.router.navigateByUrl('/');
  }

  /** What the server found fault with is shown at its field. */
  private showFaults(): void {
    const fields = Object.keys(this.create.refusal()?.details['fields'] ?? {});
    for (const field of fields) this.form.get(field)?.setErrors({ refused: true });
    focusFirstFault(this.form, this.element.nativeElement);
  }
}

function requiredText(...validators: (typeof Validators.email)[]): FormControl<string> {
  return new FormControl('', { nonNullable: true, validators: [Validators.required, ...validators] });
}
