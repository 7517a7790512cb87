import { ChangeDetectionStrategy, Component, input } from '@angular/core';

let made = 0;

/**
 * A white sheet with a heading that names its region. What is marked `cardActions` stands at the heading's end;
 * `flush` leaves out the inner space, for tables that reach the edges.
 */
@Component({
  selector: 'ui-card',
  templateUrl: './card.html',
  styleUrl: './card.scss',
  host: { role: 'region', '[attr.aria-labelledby]': 'headingId' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class Card {
  readonly heading = input.required<string>();
  readonly flush = input(false);

  protected readonly headingId = `card-${++made}`;
}
