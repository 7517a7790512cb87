import { ChangeDetectionStrategy, Component, computed, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Failure } from '../../core/graphql/failure';
import { refusalOf } from '../../core/graphql/refusal';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';

/** Why there are no offers: nobody sells here, or they could not be had. */
@Component({
  selector: 'app-not-for-sale',
  imports: [Card, EmptyState, Failure, MatButtonModule, RouterLink, T],
  template: `
    @if (isSold()) {
      <app-failure [error]="error()" (retry)="retry.emit()" />
    } @else {
      <ui-card [heading]="'license.order.products' | t">
        <ui-empty-state
          icon="receipt-text"
          [heading]="'license.order.not-sold' | t"
          [text]="'license.order.not-sold-text' | t"
        >
          <a matButton="outlined" routerLink="/license">{{ 'license.order.back' | t }}</a>
        </ui-empty-state>
      </ui-card>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NotForSale {
  readonly error = input.required<unknown>();
  readonly retry = output();

  protected readonly isSold = computed(() => refusalOf(this.error()).code !== 'SELLER_NOT_SET_UP');
}
