/** The command line is wrong. The message says in what. */
export class UsageError extends Error {}

/** A command cannot do what it was told to. */
export class Refusal extends Error {
  /**
   * @param code tells programs why
   * @param advice what the operator can do about it
   */
  constructor(
    readonly code: string,
    message: string,
    readonly advice: string,
    readonly details?: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}
