/** A card as its provider keeps it. */
export interface StoredCard {
  /** What may be shown, such as `•••• 4242`. */
  readonly summary: string;
  /** By what the provider finds it again. */
  readonly reference: string;
}

/**
 * Who takes cards. The portal never sees a card's number: the provider's own form takes it, and answers a token.
 * None comes with the portal; whoever brings one hands it to `newAccounts`.
 */
export interface CardProvider {
  /** The card behind a token of the provider's form; null where the token is none, or was used. */
  cardOf(token: string): Promise<StoredCard | null>;
}
