import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-names';

/** Says that there is nothing, why, and (in its content) the way out: a link or a button. */
@Component({
  selector: 'ui-empty-state',
  imports: [Icon],
  templateUrl: './empty-state.html',
  styleUrl: '../state.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class EmptyState {
  readonly icon = input<IconName>('inbox');
  readonly heading = input.required<string>();
  readonly text = input<string>();
}
