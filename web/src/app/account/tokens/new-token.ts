import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, output } from '@angular/core';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { Viewer } from '../../core/auth/viewer';
import { CreateApiTokenDocument, type TokenScope } from '../../core/graphql/generated';
import { Wishes } from '../../core/graphql/idempotency-key';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { showRefusedFields } from '../../core/graphql/refused-fields';
import { run } from '../../core/graphql/run';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { FormDialog } from '../../ui/dialog/form-dialog';
import { focusFirstFault } from '../../ui/field/first-fault';
import { PasswordField } from '../../ui/field/password-field';
import { SelectField } from '../../ui/field/select-field';
import { TextAreaField } from '../../ui/field/text-area-field';
import { TextField } from '../../ui/field/text-field';
import { ScopeField } from './scope-field';
import { ALL_SCOPES } from './scopes';

/** For how many days a token can hold. 0 is for ever. */
const TERMS = [30, 90, 365, 0];

/** Makes an API token: what it is called, what it may do, from where, and for how long. */
@Component({
  selector: 'app-new-token',
  imports: [FormDialog, PasswordField, ScopeField, SelectField, T, TextAreaField, TextField],
  templateUrl: './new-token.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewToken {
  private readonly viewer = inject(Viewer);
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);
  private readonly element = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly wishes = new Wishes();

  /** It was made; the secret is null where it was shown before. */
  readonly made = output<{ name: string; secret: string | null }>();
  readonly closed = output();

  protected readonly create = run(CreateApiTokenDocument, { inline: true });
  protected readonly form = new FormGroup({
    name: new FormControl('', { nonNullable: true, validators: Validators.required }),
    scopes: new FormControl<readonly TokenScope[]>([], { nonNullable: true, validators: Validators.required }),
    expires: new FormControl('90', { nonNullable: true }),
    networks: new FormControl('', { nonNullable: true }),
    password: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  protected readonly scopes = computed(() => ALL_SCOPES.filter(scope => this.viewer.can(scope)));
  protected readonly terms = computed(() =>
    TERMS.map(days => ({
      value: String(days),
      label: days ? this.texts.get('account.tokens.days', { count: days }) : this.texts.get('account.tokens.for-ever'),
    })),
  );
  protected readonly refusal = computed(() => {
    const refusal = this.create.refusal();
    if (!refusal || refusal.code === 'BAD_USER_INPUT') return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('account.tokens.too-many') : this.refusalTexts.of(refusal);
  });

  protected async send(): Promise<void> {
    const { name, scopes, expires, networks, password } = this.form.getRawValue();
    const listed = networks.split(/[\s,;]+/).filter(Boolean);
    const wish = {
      name,
      scopes: [...scopes],
      expiresInDays: Number(expires) || null,
      networks: listed.length > 0 ? listed : null,
    };
    const input = { ...wish, password, idempotencyKey: this.wishes.keyFor(wish) };
    const answer = await this.create({ input });
    if (answer) {
      this.made.emit({ name, secret: answer.createApiToken.secret });
      return;
    }
    const isShown = showRefusedFields(this.form, this.create.refusal(), {
      networks: this.texts.get('account.tokens.networks-fault'),
      password: this.texts.get('account.password.wrong'),
    });
    if (isShown) focusFirstFault(this.form, this.element.nativeElement);
  }
}
