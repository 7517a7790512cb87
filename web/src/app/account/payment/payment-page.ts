import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Viewer } from '../../core/auth/viewer';
import { Failure } from '../../core/graphql/failure';
import { PaymentSettingsDocument } from '../../core/graphql/generated';
import { liveQuery } from '../../core/graphql/live-query';
import { T } from '../../core/i18n/t.pipe';
import { Card } from '../../ui/card/card';
import { EmptyState } from '../../ui/empty-state/empty-state';
import { Skeleton } from '../../ui/skeleton/skeleton';
import { PaymentDialog } from './payment-dialog';
import { PaymentFacts } from './payment-facts';

/** The page `/settings/payment`: how the account pays. */
@Component({
  selector: 'app-payment-page',
  imports: [Card, EmptyState, Failure, MatButtonModule, PaymentDialog, PaymentFacts, Skeleton, T],
  templateUrl: './payment-page.html',
  host: { class: 'stack' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class PaymentPage {
  private readonly viewer = inject(Viewer);

  protected readonly query = liveQuery(PaymentSettingsDocument, () => ({}));
  protected readonly canChange = computed(() => this.viewer.can('ACCOUNT_WRITE'));
  protected readonly isChanging = signal(false);
}
