import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import { nextPath } from './next-path';
import { Viewer } from './viewer';

/** Keeps the signed-in from pages for strangers: they are led on at once. Without an answer the page opens, and says so when used. */
export const stranger: CanActivateFn = async ({ queryParamMap }) => {
  const [viewer, router] = [inject(Viewer), inject(Router)];
  const user = await viewer.known().catch(() => undefined);
  return user ? router.parseUrl(nextPath(queryParamMap.get('next'))) : true;
};
