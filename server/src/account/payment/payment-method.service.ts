import { electronicFormatIBAN, isSEPACountry, isValidIBAN } from 'ibantools';
import { ApiError } from '../../core/errors.ts';
import { normalizedEmail } from '../../core/mail/mail-address.ts';
import type { Secrets } from '../../core/secrets/secrets.ts';
import type { Viewer } from '../../core/viewer.ts';
import { actorOf } from '../../events/actor.ts';
import { EventType } from '../../events/event-type.ts';
import type { Entry, Ledger } from '../../events/ledger.ts';
import { Account } from '../account.entity.ts';
import { PaymentMethodKind } from '../account.type.ts';
import type { CardProvider, StoredCard } from './card-provider.ts';
import type { UpdatePaymentMethodInput } from './payment-method.input.ts';

/** What the account's row says of the way of paying. */
type Columns = Pick<
  Account,
  | 'paymentKind'
  | 'paymentSummary'
  | 'paymentEncrypted'
  | 'paymentHolder'
  | 'paymentEmail'
  | 'mandateReference'
  | 'mandateSignedAt'
>;

const NOTHING: Omit<Columns, 'paymentKind' | 'paymentSummary'> = {
  paymentEncrypted: null,
  paymentHolder: null,
  paymentEmail: null,
  mandateReference: null,
  mandateSignedAt: null,
};
const PURPOSE = 'payment';
/** As many digits as a card's number has at least. Whoever is called so has pasted the wrong thing. */
const CARD_DIGITS = 12;

/** Changes how accounts pay. Numbers of bank accounts are stored encrypted, and shown by their last four characters. */
export class PaymentMethodService {
  constructor(
    private readonly ledger: Ledger,
    private readonly secrets: Secrets,
    private readonly cards: CardProvider | undefined,
  ) {}

  /** The ways of paying that can be chosen. */
  get kinds(): PaymentMethodKind[] {
    return Object.values(PaymentMethodKind).filter(kind => kind !== PaymentMethodKind.CARD || this.cards);
  }

  /**
   * Lets the account pay in another way from now on. A bank account gets a new mandate each time.
   *
   * @throws ApiError BAD_USER_INPUT, naming the field, for what the way needs and lacks; CARD_NOT_SET_UP where nobody takes cards
   */
  async update(viewer: Viewer, input: UpdatePaymentMethodInput): Promise<Account> {
    const { accountId: id } = viewer;
    const { kind } = input;
    const card = kind === PaymentMethodKind.CARD ? await this.cardOf(input) : undefined;
    return this.ledger.write(id, async entry => {
      const account = await entry.sql.findOneByOrFail(Account, { id });
      const columns = card
        ? this.byCard(account, card)
        : kind === PaymentMethodKind.INVOICE
          ? byInvoice(account, input)
          : this.byDebit(entry, account, input);
      const mandates = account.mandates + (columns.mandateReference ? 1 : 0);
      await entry.sql.update(Account, { id }, { ...columns, mandates });
      entry.append({ accountId: id, type: EventType.PAYMENT_METHOD_CHANGED, actor: actorOf(viewer), data: { kind } });
      return Object.assign(account, columns, { mandates });
    });
  }

  /** The bank account's number in full: for the operator, who collects from it. Null where it is not one. */
  ibanOf({ id, paymentKind, paymentEncrypted }: Account): string | null {
    if (paymentKind !== PaymentMethodKind.SEPA_DEBIT || !paymentEncrypted) return null;
    return this.secrets.decrypt(PURPOSE, id, paymentEncrypted);
  }

  private async cardOf({ cardToken }: UpdatePaymentMethodInput): Promise<StoredCard> {
    if (!this.cards) throw new ApiError('CARD_NOT_SET_UP', 'No payment provider for cards is set up');
    const card = cardToken ? await this.cards.cardOf(cardToken) : null;
    if (!card) throw refused('cardToken', 'cardToken is none of the payment provider, or was used');
    return card;
  }

  private byCard({ id }: Account, { summary, reference }: StoredCard): Columns {
    const paymentEncrypted = this.secrets.encrypt(PURPOSE, id, reference);
    return { ...NOTHING, paymentKind: PaymentMethodKind.CARD, paymentSummary: summary, paymentEncrypted };
  }

  private byDebit(
    entry: Entry,
    { id, customerNumber, mandates }: Account,
    { iban, holder, acceptsMandate }: UpdatePaymentMethodInput,
  ): Columns {
    const number = electronicFormatIBAN(iban ?? '') ?? '';
    if (!isValidIBAN(number)) throw refused('iban', 'iban must be the number of a bank account');
    if (!isSEPACountry(number.slice(0, 2))) throw refused('iban', 'iban must be of a country of SEPA');
    const name = holder?.trim() ?? '';
    if (name === '' || name.replace(/\D/g, '').length >= CARD_DIGITS) throw refused('holder', 'holder must be a name');
    if (acceptsMandate !== true) throw refused('acceptsMandate', 'acceptsMandate must be true');
    return {
      ...NOTHING,
      paymentKind: PaymentMethodKind.SEPA_DEBIT,
      paymentSummary: maskedIban(number),
      paymentEncrypted: this.secrets.encrypt(PURPOSE, id, number),
      paymentHolder: name,
      mandateReference: `M-${customerNumber}-${String(mandates + 1)}`,
      mandateSignedAt: entry.now,
    };
  }
}

function byInvoice(account: Account, { email }: UpdatePaymentMethodInput): Columns {
  const paymentEmail = email ? normalizedEmail(email) : null;
  const paymentSummary = paymentEmail ?? account.email;
  return { ...NOTHING, paymentKind: PaymentMethodKind.INVOICE, paymentSummary, paymentEmail };
}

/** The number as it may stand on a screen that others see. */
const maskedIban = (iban: string): string => `${iban.slice(0, 2)}•• •••• •••• ${iban.slice(-4)}`;

const refused = (field: string, reason: string): ApiError =>
  new ApiError('BAD_USER_INPUT', 'Invalid input', { fields: { [field]: [reason] } });
