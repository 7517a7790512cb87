import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { InvoiceAddressFragment } from '../../core/graphql/generated';
import { countryName } from '../../core/i18n/countries';
import { Locale } from '../../core/i18n/locale';
import { T } from '../../core/i18n/t.pipe';

/** Seller or buyer, as the invoice names them: an address, a line each, and the number for tax. */
@Component({
  selector: 'app-party',
  imports: [T],
  template: `
    @for (line of lines(); track $index) {
      <p>{{ line }}</p>
    }
    @if (party().vatId; as id) {
      <p class="tax">{{ 'invoices.vat-id' | t: { id } }}</p>
    }
  `,
  styles: `
    .tax {
      margin-block-start: 6px;
      color: var(--mat-sys-on-surface-variant);
      font-size: 13px;
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Party {
  private readonly locale = inject(Locale);

  readonly party = input.required<InvoiceAddressFragment>();

  protected readonly lines = computed(() => {
    const { company, name, street, postalCode, city, country } = this.party();
    const place = [postalCode, city].filter(Boolean).join(' ');
    return [company, name, street, place, country && countryName(country, this.locale.tag())].filter(line => line);
  });
}
