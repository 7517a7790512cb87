import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** Says that something failed, what it means, and offers to try again where that may help. */
@Component({
  selector: 'ui-error-state',
  imports: [Icon, MatButtonModule],
  templateUrl: './error-state.html',
  styleUrl: '../state.scss',
  host: { role: 'alert' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ErrorState {
  readonly heading = input.required<string>();
  readonly text = input<string>();
  /** The button's word; without it there is no button. */
  readonly retryLabel = input<string>();
  /** The user asks to try again. */
  readonly retry = output();
}
