import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import { CustomerSettingsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import type { HoldsUnsaved } from '../../core/unsaved/unsaved';
import { Card } from '../../ui/card/card';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { CustomerFacts } from './customer-facts';
import { CustomerForm } from './customer-form';

/** The page `/settings/customer`: who holds the account. Who may not change it reads it. */
@Component({
  selector: 'app-customer-page',
  imports: [Card, CustomerFacts, CustomerForm, Failure, Skeleton, T],
  template: `
    @if (query.error()) {
      <app-failure [error]="query.error()" (retry)="query.reload()" />
    } @else {
      <ui-card [heading]="'account.customer.holder' | t">
        @if (query.value(); as data) {
          @if (canChange()) {
            <app-customer-form [contact]="data.account.contact" />
          } @else {
            <app-customer-facts [contact]="data.account.contact" />
          }
        } @else {
          <ui-skeleton [label]="'app.loading' | t" [lines]="6" [height]="40" />
        }
      </ui-card>
    }
  `,
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CustomerPage implements HoldsUnsaved {
  private readonly viewer = inject(Viewer);
  private readonly form = viewChild(CustomerForm);

  protected readonly query = liveQuery(CustomerSettingsDocument, () => ({}));
  protected readonly canChange = computed(() => this.viewer.can('ACCOUNT_WRITE'));

  hasUnsaved(): boolean {
    return this.form()?.hasUnsaved() ?? false;
  }
}
