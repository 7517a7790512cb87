/**
 * A generator that `return()` ends at once, also while it waits: by itself it would finish waiting first.
 *
 * @param end makes the generator stop waiting; called once at most, and also where the generator never began
 */
export function endable<T>(generator: AsyncGenerator<T>, end: () => unknown): AsyncGenerator<T> {
  let isEnded = false;
  const finish = (): void => {
    if (!isEnded) end();
    isEnded = true;
  };
  return {
    next: async () => {
      try {
        const result = await generator.next();
        if (result.done) finish();
        return result;
      } catch (error) {
        finish();
        throw error;
      }
    },
    return: (value: unknown) => {
      finish();
      return generator.return(value);
    },
    throw: (error: unknown) => {
      finish();
      return generator.throw(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** What `source` yields, changed by `map`; `return()` reaches the source at once. */
export function mapped<T, R>(source: AsyncIterable<T>, map: (value: T) => Promise<R>): AsyncGenerator<R> {
  async function* results(): AsyncGenerator<R> {
    for (;;) {
      const next = await iterator.next();
      if (next.done === true) return;
      yield await map(next.value);
    }
  }
  const iterator = source[Symbol.asyncIterator]();
  return endable(results(), () => iterator.return?.());
}
