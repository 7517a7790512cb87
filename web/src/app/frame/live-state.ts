import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { Connection } from '../core/graphql/connection';
import { T } from '../core/i18n/t.pipe';
import { TzDate } from '../core/time/tz-date.pipe';

/** How fresh the page is: "Live", or that it is reconnecting and of when what is shown is. Nothing where nothing is live. */
@Component({
  selector: 'app-live-state',
  imports: [T, TzDate],
  templateUrl: './live-state.html',
  styleUrl: './live-state.scss',
  host: { role: 'status', '[class]': 'connection.state()' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class LiveState {
  protected readonly connection = inject(Connection);
}
