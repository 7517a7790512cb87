import { DOCUMENT, InjectionToken, inject } from '@angular/core';

/** Lets the browser save a text as a file. What is secret goes through no server and no address in this way. */
export const SAVE_TEXT = new InjectionToken<(fileName: string, text: string) => void>('saves a text', {
  factory: () => {
    const document = inject(DOCUMENT);
    return (fileName, text) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
      link.download = fileName;
      link.click();
      URL.revokeObjectURL(link.href);
    };
  },
});
