import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ArgumentValidationError } from 'type-graphql';

/** Every refusal that a caller can act on, with what it means. The web has one sentence per code, under `errors.<code>`. */
export const ERROR_CODES = {
  UNAUTHENTICATED: 'Nobody is signed in, or the sign-in, token or device token no longer holds.',
  FORBIDDEN: 'The principal is known, but lacks the right.',
  NOT_FOUND: 'The account has no such thing.',
  BAD_USER_INPUT: 'A value is outside of its bounds; `details.fields` names each one.',
  CONFLICT: 'The thing is not in a state in which this can be done.',
  RATE_LIMITED: 'Too many tries; `details.retryAfterSeconds` says when to come back.',
  OVERLOADED: 'The server has more to do than it can; try again in `details.retryAfterSeconds`.',
  OPERATION_TOO_COSTLY: 'The operation is over a bound; `details` has the bound and the use.',
  SEAT_LIMIT_REACHED: 'The license has no free seat; `details` has limit and used.',
  ENROLLMENT_LIMIT_REACHED: 'As many devices have enrolled by this download as may; `details` has limit and used.',
  SESSION_LIMIT_REACHED: 'The license allows no further session at once; `details` has limit and used.',
  DEVICE_LIMIT_REACHED: 'The license allows no further active device; `details` has limit and used.',
  ALIAS_LIMIT_REACHED: 'The namespace holds as many aliases as were bought; `details` has limit and used.',
  LICENSE_EXPIRED: 'The license has expired or was terminated; `details.expiredAt` says when.',
  LICENSE_KEY_INVALID: 'No license or custom client has this key, or it was reset.',
  CLONE_SUSPECTED: 'A device with the same hardware id is online; both are flagged for a person.',
  NAMESPACE_TAKEN: 'Another account has the namespace; `details.name` says which.',
  CONTACT_INCOMPLETE: 'An invoice needs the address of the buyer; `details.missing` names the fields of `contact`.',
  SELLER_NOT_SET_UP: 'The portal sells nothing: its operator has not said who would.',
  CARD_NOT_SET_UP: 'The portal has no payment provider for cards; another way of paying works.',
  ATTACHMENT_REFUSED: 'The file may not be attached; `details.reason` says why.',
  CURSOR_EXPIRED: 'The log no longer reaches back to this cursor; `details.oldest` is the oldest that holds.',
  INTERNAL_SERVER_ERROR: 'A fault of the server; `requestId` finds it in the log.',
} as const;

export type ErrorCode = keyof typeof ERROR_CODES;

/** A failure that the caller is meant to read. Any other thrown value reaches the caller as INTERNAL_SERVER_ERROR. */
export class ApiError extends GraphQLError {
  readonly code: ErrorCode;

  /** @param details facts that the refusal is about: limits, uses, moments; never anything of the inside */
  constructor(code: ErrorCode, message: string, details?: Readonly<Record<string, unknown>>) {
    super(message, { extensions: { code, ...(details && { details }) } });
    this.code = code;
  }
}

/** How much of a long message is told, from its beginning and from its end. */
const KEPT_END = 500;

/** What GraphQL itself refuses before anything runs, and the code that callers read instead. */
const PUBLIC_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'BAD_USER_INPUT',
  PERSISTED_QUERY_NOT_SUPPORTED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  UNAUTHORIZED: 'FORBIDDEN',
};

/**
 * `shown` as the caller may see it, and the same over HTTP and WebSocket: no stack, no text of the inside, no suggestion.
 *
 * @param report is given what the caller must not see, and answers the id under which the log has it
 */
export function toPublicError(
  shown: GraphQLFormattedError,
  cause: unknown,
  report: (cause: unknown) => string,
): GraphQLFormattedError {
  const place = { ...(shown.locations && { locations: shown.locations }), ...(shown.path && { path: shown.path }) };
  const thrown = thrownBehind(cause);
  const code = (thrown instanceof GraphQLError ? thrown : shown).extensions?.['code'];
  if (thrown instanceof ApiError) {
    return { message: thrown.message, ...place, extensions: { ...thrown.extensions } };
  }

  const details = validationDetails(thrown);
  if (details) return { message: 'Invalid input', ...place, extensions: { code: 'BAD_USER_INPUT', details } };

  const publicCode = typeof code === 'string' ? PUBLIC_CODES[code] : undefined;
  if (publicCode ?? (code === undefined && isRefusedInput(thrown, shown))) {
    const message = abridged(withoutSuggestion(shown.message));
    return { message, ...place, extensions: { code: publicCode ?? 'BAD_USER_INPUT' } };
  }
  const extensions = { code: 'INTERNAL_SERVER_ERROR', requestId: report(cause) };
  return { message: 'Internal server error', ...place, extensions };
}

/** Suggestions tell the schema. Without a pattern: what callers send is quoted, and a pattern can take seconds over it. */
function withoutSuggestion(message: string): string {
  const at = message.lastIndexOf('Did you mean ');
  return at >= 0 && message.endsWith('?') ? message.slice(0, at).trimEnd() : message;
}

/** A message of graphql-js quotes what it refuses, however long that is, and says only behind it why. */
function abridged(message: string): string {
  return message.length <= 2 * KEPT_END ? message : `${message.slice(0, KEPT_END)} … ${message.slice(-KEPT_END)}`;
}

/**
 * Whether graphql-js refused a document or a value that came in. Such an error points at the place in the document; a
 * value of ours that the schema lacks does not, and what wraps a fault has another kind of error inside.
 */
function isRefusedInput(thrown: unknown, shown: GraphQLFormattedError): boolean {
  if (!(thrown instanceof GraphQLError)) return false;
  const isFault = thrown.originalError && !(thrown.originalError instanceof GraphQLError);
  return !isFault && (thrown.nodes !== undefined || shown.path === undefined);
}

/** What was thrown in the first place: a subscription's source that fails is wrapped without a path. */
function thrownBehind(cause: unknown): unknown {
  const thrown = unwrapResolverError(cause);
  return thrown instanceof GraphQLError && thrown.originalError instanceof ApiError ? thrown.originalError : thrown;
}

/** The fields that class-validator refused, as `{ fields: { name: [reason] } }`; undefined where it was not that. */
function validationDetails(thrown: unknown): { fields: Record<string, string[]> } | undefined {
  if (!(thrown instanceof ArgumentValidationError)) return undefined;
  const { validationErrors } = thrown.extensions as { validationErrors?: ValidationFailure[] };
  return { fields: Object.fromEntries(flatten(validationErrors ?? [], '')) };
}

interface ValidationFailure {
  property: string;
  constraints?: Record<string, string>;
  children?: ValidationFailure[];
}

function flatten(failures: readonly ValidationFailure[], prefix: string): [field: string, reasons: string[]][] {
  return failures.flatMap(({ property, constraints, children }) => [
    ...(constraints ? [[prefix + property, Object.values(constraints)] as [string, string[]]] : []),
    ...flatten(children ?? [], `${prefix}${property}.`),
  ]);
}
