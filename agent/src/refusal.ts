/** The portal understood and said no, with a code from its documented enum and the facts, such as a limit and its use. */
export class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The first of a GraphQL answer's errors; whatever has no code counts as INTERNAL_SERVER_ERROR. */
  static of(errors: readonly GraphqlError[]): Refusal {
    const { message = 'The portal refused', extensions = {} } = errors[0] ?? {};
    const { code, details } = extensions;
    return new Refusal(
      typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR',
      message,
      typeof details === 'object' && details !== null ? (details as Record<string, unknown>) : {},
    );
  }
}

/** An error as it stands in a GraphQL answer. */
export interface GraphqlError {
  message?: string;
  extensions?: Record<string, unknown>;
}

/** There is no connection, or it broke before the answer came, so that nobody here knows whether the portal acted. */
export class NotConnected extends Error {
  override readonly name = 'NotConnected';

  constructor(message = 'Not connected to the portal') {
    super(message);
  }
}
