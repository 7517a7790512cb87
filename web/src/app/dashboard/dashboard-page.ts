import { ChangeDetectionStrategy, Component } from '@angular/core';

/** The page `/dashboard`: what happens in the account right now. */
@Component({
  selector: 'app-dashboard-page',
  template: '',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class DashboardPage {}
