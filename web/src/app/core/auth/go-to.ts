import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** Leaves for an address by a fresh load of the page, so that nothing of the present user stays in memory. */
export const GO_TO = new InjectionToken<(address: string) => void>('GO_TO', {
  factory: () => {
    const { location } = inject(DOCUMENT);
    return address => location.assign(address);
  },
});
