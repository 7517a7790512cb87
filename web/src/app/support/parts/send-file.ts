import { InjectionToken } from '@angular/core';
import { type Refusal, refusalOfBody } from '../../core/graphql/refusal';

/** A file on its way. */
export interface Sending {
  /** The id by which it is attached. Rejects with a `FileRefused`. */
  readonly id: Promise<string>;
  /** The user wants it no longer. */
  cancel(): void;
}

/** The portal has not taken a file. */
export class FileRefused extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.code);
  }
}

/**
 * Sends a file to the portal, by `XMLHttpRequest`, as `fetch` does not tell how far it has come.
 *
 * @param onProgress called with 0 to 100
 */
export type SendFile = (file: File, onProgress: (percent: number) => void) => Sending;

export const SEND_FILE = new InjectionToken<SendFile>('sends a file', {
  factory: () => (file, onProgress) => {
    const request = new XMLHttpRequest();
    const id = new Promise<string>((resolve, reject) => {
      request.upload.onprogress = ({ loaded, total }) => {
        onProgress(total > 0 ? (100 * loaded) / total : 0);
      };
      request.onload = () => {
        if (request.status === 201) resolve((JSON.parse(request.responseText) as { id: string }).id);
        else reject(new FileRefused(refusalOfBody(request.responseText)));
      };
      request.onerror = request.onabort = () => {
        reject(new FileRefused({ code: 'UNREACHABLE', details: {} }));
      };
    });
    request.open('POST', '/upload');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.send(file);
    return {
      id,
      cancel: () => {
        request.abort();
      },
    };
  },
});
