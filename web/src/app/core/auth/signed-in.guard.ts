import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import { signInAddress } from './next-path';
import { Viewer } from './viewer';

/** Lets the signed-in pass. A stranger is led to the sign-in page and back; without an answer the page says so and keeps its address. */
export const signedIn: CanActivateFn = async (_, { url }) => {
  const [viewer, router] = [inject(Viewer), inject(Router)];
  try {
    return (await viewer.known()) ? true : router.parseUrl(signInAddress(url));
  } catch {
    return new RedirectCommand(router.parseUrl('/unreachable'), { skipLocationChange: true });
  }
};
