import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { CustomerFragment } from '../../core/graphql/generated';
import { countryName } from '../../core/i18n/countries';
import type { PlainKey } from '../../core/i18n/i18n-keys';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';

/** Who holds the account, for those who may not change it. What is not known is left out. */
@Component({
  selector: 'app-customer-facts',
  imports: [T],
  template: `
    <dl class="facts">
      @for (fact of facts(); track fact.name) {
        <div>
          <dt>{{ fact.name | t }}</dt>
          <dd>{{ fact.value }}</dd>
        </div>
      }
    </dl>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CustomerFacts {
  private readonly locale = inject(Locale);

  readonly contact = input.required<CustomerFragment['contact']>();

  protected readonly facts = computed(() => {
    const { name, company, street, postalCode, city, country, phone, vatId } = this.contact();
    const all: { name: PlainKey; value: string | null }[] = [
      { name: 'account.customer.name', value: name },
      { name: 'account.customer.company', value: company },
      { name: 'account.customer.street', value: street },
      { name: 'account.customer.city', value: [postalCode, city].filter(Boolean).join(' ') },
      { name: 'account.customer.country', value: country && countryName(country, this.locale.tag()) },
      { name: 'account.customer.phone', value: phone },
      { name: 'account.customer.vat', value: vatId },
    ];
    return all.filter(({ value }) => value);
  });
}
