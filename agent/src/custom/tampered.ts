/** What claims to come from the account was changed since, or never did. Nothing of it may be used. */
export class Tampered extends Error {
  override readonly name = 'Tampered';
}
