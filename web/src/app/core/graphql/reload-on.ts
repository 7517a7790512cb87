import { inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Subject, throttleTime } from 'rxjs';
import { Viewer } from '../auth/viewer';
import { LIVE_PACE } from '../list/live-pace';
import { AccountEventsDocument, type EventType } from './generated';
import { liveUpdates } from './live-updates';

/**
 * Reads a page anew when something of these types happens to the account, once a second at most. Whoever may not follow the log
 * sees what is new when they come back. Call it where `inject` may be called.
 */
export function reloadOn(types: readonly EventType[], reload: () => void): void {
  if (!inject(Viewer).can('EVENTS_READ')) return;
  const news = new Subject<void>();
  news
    .pipe(throttleTime(inject(LIVE_PACE).rereadMs, undefined, { leading: true, trailing: true }), takeUntilDestroyed())
    .subscribe(reload);
  liveUpdates(AccountEventsDocument, () => ({ filter: { types: [...types] } }), {
    fetchPolicy: 'no-cache',
    next: () => news.next(),
  });
}
