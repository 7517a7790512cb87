import { inject } from '@angular/core';
import { type CanActivateFn, RedirectCommand, Router } from '@angular/router';
import type { Right } from '../graphql/generated';
import { Viewer } from './viewer';

/** Lets those pass who have one of these rights; the others see that they have not, and the address stays. */
export function withRight(...rights: readonly Right[]): CanActivateFn {
  return () => {
    const [viewer, router] = [inject(Viewer), inject(Router)];
    if (rights.some(right => viewer.can(right))) return true;
    return new RedirectCommand(router.parseUrl('/refused'), { skipLocationChange: true });
  };
}
