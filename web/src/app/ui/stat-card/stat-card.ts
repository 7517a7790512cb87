import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** A counter with its name; what stands inside (a sparkline, a gauge) is drawn beside it. */
@Component({
  selector: 'ui-stat-card',
  templateUrl: './stat-card.html',
  styleUrl: './stat-card.scss',
  host: { role: 'group', '[attr.aria-label]': 'label()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StatCard {
  readonly label = input.required<string>();
  /** The formatted number; a dash while it is not known. */
  readonly value = input<string>();
  /** A few words below, such as what the number is out of. */
  readonly note = input<string>();
}
