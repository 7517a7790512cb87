import { Location } from '@angular/common';
import { type Signal, effect, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute } from '@angular/router';
import { filter } from 'rxjs';
import type { Refusal } from '../../core/graphql/refusal';

/**
 * What stands behind the # of a mailed link; empty where the link is incomplete. No server and no log sees it, and it is taken
 * out of the address bar and the history, where the next person could read it. Call it where `inject` may be called.
 *
 * @param path the page's own
 */
export function linkToken(path: string): Signal<string> {
  const { fragment, snapshot } = inject(ActivatedRoute);
  const location = inject(Location);
  // Another link can be opened while the page stands there: the browser does not load it anew then.
  const token = toSignal(fragment.pipe(filter(Boolean)), { initialValue: snapshot.fragment ?? '' });
  effect(() => {
    if (token()) location.replaceState(path);
  });
  return token;
}

/** Whether something was refused as the link holds no longer, or was never one of the portal's. */
export function isOfDeadLink(refusal: Refusal | undefined): boolean {
  if (refusal?.code === 'NOT_FOUND') return true;
  return refusal?.code === 'BAD_USER_INPUT' && Object.keys(refusal.details['fields'] ?? {}).includes('token');
}
