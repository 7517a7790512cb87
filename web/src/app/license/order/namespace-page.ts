import { ChangeDetectionStrategy, Component, computed, effect, inject, signal, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { FormControl, FormGroup, Validators } from '@angular/forms';
import { MatButtonModule } from '@angular/material/button';
import { debounce, map, of, timer } from 'rxjs';
import { Failure } from '../../core/graphql/failure';
import {
  BuyNamespaceDocument,
  NamespaceOfferDocument,
  NamespaceTermsDocument,
  type OrderFragment,
} from '../../core/graphql/generated';
import { newIdempotencyKey } from '../../core/graphql/idempotency-key';
import { liveQuery } from '../../core/graphql/live-query';
import { refusalOf } from '../../core/graphql/refusal';
import { run } from '../../core/graphql/run';
import { formatMoney } from '../../core/i18n/format-money';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Card } from '../../ui/card/card';
import { SelectField } from '../../ui/field/select-field';
import { TextField } from '../../ui/field/text-field';
import { PageHead } from '../../ui/page-head/page-head';
import { TYPING_PAUSE } from '../../ui/search-field/typing-pause';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { OfferSummary } from './offer-summary';
import { OrderDone } from './order-done';
import { OrderRefusal } from './order-refusal';

/** How many aliases can be had. They are sold by the hundred. */
const SIZES = [100, 200, 300, 400, 500, 1_000, 2_000, 3_000, 5_000, 10_000];

/** As the server takes it; whether a word is reserved, or somebody has it, only the server knows. */
const isName = (text: string) => /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{1,18})[a-z0-9]$/.test(text) && !text.includes('--');

/** The page `/license/namespace`: buys a namespace, or more aliases in the one that there is. */
@Component({
  selector: 'app-namespace-page',
  imports: [
    Card,
    Failure,
    MatButtonModule,
    OfferSummary,
    OrderDone,
    OrderRefusal,
    PageHead,
    SelectField,
    Skeleton,
    T,
    TextField,
  ],
  templateUrl: './namespace-page.html',
  styleUrls: ['./order-page.scss', './namespace-page.scss'],
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NamespacePage {
  private readonly texts = inject(Texts);
  private readonly locale = inject(Locale);
  private readonly pauseMs = inject(TYPING_PAUSE);

  protected readonly form = new FormGroup({
    name: new FormControl('', {
      nonNullable: true,
      validators: [
        Validators.required,
        ({ value }) => (isName(String(value)) ? null : { name: this.texts.get('license.order.name-fault') }),
      ],
    }),
    aliases: new FormControl('', { nonNullable: true, validators: Validators.required }),
  });
  /** What an offer is wanted for, once the typing pauses; undefined while something is missing. */
  private readonly wanted = toSignal(
    this.form.valueChanges.pipe(
      debounce(() => (this.pauseMs === 0 ? of(0) : timer(this.pauseMs))),
      map(() => {
        const { name, aliases } = this.form.getRawValue();
        return this.form.controls.name.valid || this.form.controls.name.disabled
          ? { name, maxAliases: Number(aliases) }
          : undefined;
      }),
    ),
  );

  protected readonly query = liveQuery(NamespaceTermsDocument, () => ({}));
  protected readonly priced = liveQuery(NamespaceOfferDocument, () => {
    const input = this.wanted();
    return input?.maxAliases ? { input } : undefined;
  });
  protected readonly buy = run(BuyNamespaceDocument, { inline: true });
  protected readonly done = signal<{ text: string; invoice: OrderFragment['invoice'] } | undefined>(undefined);

  protected readonly namespace = computed(() => this.query.value()?.license.namespace);
  protected readonly sizes = computed(() => {
    const before = this.namespace()?.maxAliases ?? 0;
    return SIZES.filter(size => size > before).map(size => ({
      value: String(size),
      label: size.toLocaleString(this.locale.tag()),
    }));
  });
  protected readonly offer = computed(() => (this.priced.error() ? undefined : this.priced.value()?.namespaceOffer));
  protected readonly refusal = computed(() => {
    const error = this.priced.error();
    return this.buy.refusal() ?? (error ? refusalOf(error) : undefined);
  });
  protected readonly action = computed(() => {
    const cents = this.offer()?.grossCents ?? 0;
    return this.texts.get('license.order.buy', { amount: formatMoney(cents, this.locale.tag()) });
  });
  private readonly wish = computed(() => this.offer() && newIdempotencyKey());

  constructor() {
    effect(() => {
      const [namespace, sizes] = [this.namespace(), this.sizes()];
      // Null: it is known that there is none.
      if (namespace === undefined) return;
      untracked(() => {
        const { name, aliases } = this.form.controls;
        if (namespace && name.enabled) {
          name.setValue(namespace.name);
          name.disable();
        }
        if (!aliases.value && sizes[0]) aliases.setValue(sizes[0].value);
      });
    });
    // The server knows words that are reserved, and names that are taken: that is said at the name.
    effect(() => {
      const code = this.refusal()?.code;
      untracked(() => {
        const { name } = this.form.controls;
        if (code !== 'BAD_USER_INPUT' && code !== 'NAMESPACE_TAKEN') return;
        name.setErrors({
          refused: this.texts.get(
            code === 'NAMESPACE_TAKEN' ? 'license.order.name-taken' : 'license.order.name-reserved',
          ),
        });
        name.markAsTouched();
      });
    });
  }

  protected async order(): Promise<void> {
    const [offer, input] = [this.offer(), this.wanted()];
    if (!offer || !input) return;
    const wish = { ...input, acceptedGrossCents: offer.grossCents, idempotencyKey: this.wish() ?? null };
    const answer = await this.buy({ input: wish });
    if (!answer) {
      if (this.buy.refusal()?.code === 'CONFLICT') this.priced.reload();
      return;
    }
    const { invoice } = answer.buyNamespace;
    this.done.set({ text: this.texts.get('license.order.done-namespace', { name: input.name }), invoice });
  }
}
