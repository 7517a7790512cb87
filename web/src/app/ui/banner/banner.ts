import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-names';

export type BannerTone = 'info' | 'success' | 'warning' | 'danger';

const ICONS: Record<BannerTone, IconName> = {
  info: 'info',
  success: 'circle-check',
  warning: 'triangle-alert',
  danger: 'circle-alert',
};

/** Something to know about the page or the form it stands in. What is marked `action` (a link, a button) stands at its end. */
@Component({
  selector: 'ui-banner',
  imports: [Icon],
  template: `
    <ui-icon [name]="icon()" [size]="18" />
    <div class="text"><ng-content /></div>
    <div class="action"><ng-content select="[action]" /></div>
  `,
  styleUrl: './banner.scss',
  host: { '[class]': 'tone()', '[attr.role]': "tone() === 'danger' ? 'alert' : 'note'" },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Banner {
  /** `danger` is read aloud at once: a refusal. */
  readonly tone = input<BannerTone>('info');

  protected readonly icon = computed(() => ICONS[this.tone()]);
}
