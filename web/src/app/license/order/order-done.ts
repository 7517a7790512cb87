import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import type { OrderFragment } from '../../core/graphql/generated';
import { Money } from '../../core/i18n/money.pipe';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';

/** What was ordered holds from now on: says so, and leads to the invoice. */
@Component({
  selector: 'app-order-done',
  imports: [Card, EmptyState, MatButtonModule, Money, RouterLink, T],
  template: `
    <ui-card [heading]="heading()">
      <ui-empty-state icon="circle-check" [heading]="'license.order.done' | t" [text]="text()">
        @if (invoice(); as bill) {
          <a matButton="filled" [routerLink]="['/settings/invoices', bill.id]">
            {{ 'license.order.invoice' | t: { number: bill.number, amount: (bill.grossCents | money: bill.currency) } }}
          </a>
        }
        <a matButton="outlined" routerLink="/license">{{ 'license.order.back' | t }}</a>
      </ui-empty-state>
    </ui-card>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OrderDone {
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly invoice = input.required<OrderFragment['invoice']>();
}
