import type { Secrets } from '../core/secrets/secrets.ts';
import type { Ledger } from '../events/ledger.ts';
import { ContactResolver } from './contact/contact.resolver.ts';
import { ContactService } from './contact/contact.service.ts';
import type { CardProvider } from './payment/card-provider.ts';
import { PaymentMethodResolver } from './payment/payment-method.resolver.ts';
import { PaymentMethodService } from './payment/payment-method.service.ts';

/** What customers need of the floors below, and who takes their cards, where somebody does. */
export interface CustomersGround {
  readonly ledger: Ledger;
  readonly secrets: Secrets;
  readonly cards?: CardProvider;
}

/** Makes what says who an account's holder is and how they pay: a part of `newServices`. */
export function newCustomers({ ledger, secrets, cards }: CustomersGround) {
  const payments = new PaymentMethodService(ledger, secrets, cards);
  return {
    payments,
    resolvers: [new ContactResolver(new ContactService(ledger)), new PaymentMethodResolver(payments)],
  };
}
