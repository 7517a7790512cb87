import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/**
 * Lets the browser save what lies at an address of the portal, under the name that the server gives it. The page stays
 * where it is, also where the address answers with a refusal.
 */
export const SAVE_FILE = new InjectionToken<(url: string) => void>('saves a file', {
  factory: () => {
    const document = inject(DOCUMENT);
    return url => {
      const link = document.createElement('a');
      link.href = url;
      link.download = '';
      link.click();
    };
  },
});
