import { ChangeDetectionStrategy, Component, input } from '@angular/core';

export type Tone = 'neutral' | 'success' | 'warning' | 'danger';

/** A short word in a colored pill, with a dot so that the color is not the only sign. */
@Component({
  selector: 'ui-badge',
  template: '<ng-content />',
  styleUrl: './badge.scss',
  host: { '[class]': 'tone()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Badge {
  readonly tone = input<Tone>('neutral');
}
