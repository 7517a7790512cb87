/** A source whose every value replaces the one before: who joins a shared execution later is sent the last one at once. */
export interface StateSource<T> extends AsyncIterableIterator<T> {
  readonly isState: true;
}

export const isStateSource = (source: object): boolean => (source as Partial<StateSource<unknown>>).isState === true;
