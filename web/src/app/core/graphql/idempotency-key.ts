/** A name for one wish, so that a wish that is sent again, since its answer was lost, is fulfilled once. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Names the wishes of a form: the same input is the same wish, another input another one. */
export class Wishes {
  private last = '';
  private key = '';

  keyFor(input: object): string {
    const text = JSON.stringify(input);
    if (text !== this.last) [this.last, this.key] = [text, newIdempotencyKey()];
    return this.key;
  }

  /** The wish was fulfilled: the same input again is another one. */
  forget(): void {
    this.last = '';
  }
}
