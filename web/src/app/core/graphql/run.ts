import { type Signal, inject, signal } from '@angular/core';
import type { OperationVariables } from '@apollo/client';
import { Apollo, type TypedDocumentNode } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { Toasts } from '../toasts/toasts';
import { dataOf } from './data-of';
import { type Refusal, refusalOf } from './refusal';
import { RefusalTexts } from './refusal-texts';

/** A mutation that a page can run, and what a page shows of it. */
export interface Run<Data, Variables> {
  /** Sends it; `undefined` where it was refused, or where the one before is still on its way. */
  (variables: Variables): Promise<Data | undefined>;
  readonly busy: Signal<boolean>;
  /** Why the last one was refused; undefined once the next is sent. */
  readonly refusal: Signal<Refusal | undefined>;
  /** Forgets the refusal, where the same is about to be done to something else. */
  reset(): void;
}

/**
 * Makes a mutation runnable. A refusal is shown as a toast with the text of its code, or, with `inline`, left to the page,
 * which shows `refusal()`. Call it where `inject` may be called.
 */
export function run<Data, Variables extends OperationVariables>(
  mutation: TypedDocumentNode<Data, Variables>,
  options: { inline?: boolean } = {},
): Run<Data, Variables> {
  const apollo = inject(Apollo);
  const toasts = inject(Toasts);
  const texts = inject(RefusalTexts);
  const busy = signal(false);
  const refusal = signal<Refusal | undefined>(undefined);

  const send = async (variables: Variables): Promise<Data | undefined> => {
    if (busy()) return undefined;
    busy.set(true);
    refusal.set(undefined);
    try {
      return dataOf<Data>(await firstValueFrom(apollo.mutate({ mutation, variables })));
    } catch (error) {
      const why = refusalOf(error);
      refusal.set(why);
      if (!options.inline) toasts.failed(texts.of(why));
      return undefined;
    } finally {
      busy.set(false);
    }
  };
  return Object.assign(send, {
    busy: busy.asReadonly(),
    refusal: refusal.asReadonly(),
    reset: () => refusal.set(undefined),
  });
}
