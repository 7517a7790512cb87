import { type Signal, inject } from '@angular/core';
import type { OperationVariables } from '@apollo/client';
import type { TypedDocumentNode } from 'apollo-angular';
import { run } from '../graphql/run';
import { SAVE_FILE } from './save-file';

/** A list that can be saved as a file. */
export interface ListExport {
  /** Asks for the file and saves it; a refusal is shown as a toast. */
  save(): Promise<void>;
  readonly isBusy: Signal<boolean>;
}

/**
 * Makes a list saveable: the mutation makes a one-time address, which the browser then loads. The user's preferences say
 * how the file is written, and whether it holds the page or everything. Call it where `inject` may be called.
 */
export function listExport<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  variables: () => Variables,
  fileOf: (data: Data) => { readonly url: string },
): ListExport {
  const saveFile = inject(SAVE_FILE);
  const send = run(mutation);
  return {
    isBusy: send.busy,
    save: async () => {
      const data = await send(variables());
      if (data) saveFile(fileOf(data).url);
    },
  };
}
