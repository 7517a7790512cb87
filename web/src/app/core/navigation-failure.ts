import { inject } from '@angular/core';
import { type NavigationError, RedirectCommand, Router } from '@angular/router';
import { GO_TO } from './auth/go-to';
import { Storage } from './storage';
import { NOW } from './time/now';

/** How browsers say that the file of a page is not there. */
const MISSING_FILE = /dynamically imported module|importing a module script failed/i;
/** A fresh load that did not help is not tried again within this. */
const PATIENCE_MS = 30_000;

/**
 * For a page whose file cannot be had: the server may carry a newer build, which names its files anew, so the page is loaded
 * afresh; where that was tried just now, the server cannot be reached. Other failures stay what they are.
 */
export function onNavigationError({ error, url }: NavigationError): RedirectCommand | undefined {
  const [goTo, router, storage, now] = [inject(GO_TO), inject(Router), inject(Storage), inject(NOW)];
  if (!(error instanceof Error) || !MISSING_FILE.test(error.message)) return undefined;

  const present = now().getTime();
  if (present - Number(storage.read('renewed') ?? 0) < PATIENCE_MS) {
    return new RedirectCommand(router.parseUrl('/unreachable'), { skipLocationChange: true });
  }
  storage.write('renewed', String(present));
  goTo(url);
  return undefined;
}
