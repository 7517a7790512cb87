import { ChangeDetectionStrategy, Component } from '@angular/core';
import { ActiveSessions } from './active-sessions';
import { Counters } from './counters';
import { EventFeed } from './event-feed';
import { SessionChart } from './session-chart';

/** The page `/dashboard`: what happens in the account right now. Each part loads, fails and lives for itself. */
@Component({
  selector: 'app-dashboard-page',
  imports: [ActiveSessions, Counters, EventFeed, SessionChart],
  template: `
    <app-counters />
    <app-session-chart />
    <app-active-sessions />
    <app-event-feed />
  `,
  styleUrl: './dashboard-page.scss',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {}
