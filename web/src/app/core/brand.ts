import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** The portal's name. The operator sets it; the server writes it into the page. */
export const BRAND = new InjectionToken<string>('BRAND', {
  factory: () =>
    inject(DOCUMENT).querySelector<HTMLMetaElement>('meta[name="application-name"]')?.content ?? 'MyDesk Portal',
});
