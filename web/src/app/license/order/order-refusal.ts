import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Refusal } from '../../core/graphql/refusal';
import { RefusalTexts } from '../../core/graphql/refusal-texts';
import { T } from '../../core/i18n/t.pipe';
import { Texts } from '../../core/i18n/texts';
import { Banner } from '../../ui/banner/banner';

/** Why an order was refused, and where that is mended. */
@Component({
  selector: 'app-order-refusal',
  imports: [Banner, RouterLink, T],
  template: `
    @if (text(); as words) {
      <ui-banner tone="danger">
        {{ words }}
        @if (refusal()?.code === 'CONTACT_INCOMPLETE') {
          <a action routerLink="/settings/customer">{{ 'license.order.to-customer' | t }}</a>
        }
      </ui-banner>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class OrderRefusal {
  private readonly texts = inject(Texts);
  private readonly refusalTexts = inject(RefusalTexts);

  readonly refusal = input.required<Refusal | undefined>();

  protected readonly text = computed(() => {
    const refusal = this.refusal();
    if (!refusal) return undefined;
    return refusal.code === 'CONFLICT' ? this.texts.get('license.order.changed') : this.refusalTexts.of(refusal);
  });
}
