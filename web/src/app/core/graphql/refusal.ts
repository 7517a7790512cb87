import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';

/** Every code that the server refuses with, and one of our own: the server gave no answer. Each has a text `errors.<code>`. */
export const REFUSAL_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'SEAT_LIMIT_REACHED',
  'ENROLLMENT_LIMIT_REACHED',
  'SESSION_LIMIT_REACHED',
  'DEVICE_LIMIT_REACHED',
  'ALIAS_LIMIT_REACHED',
  'LICENSE_EXPIRED',
  'LICENSE_KEY_INVALID',
  'ATTACHMENT_REFUSED',
  'NAMESPACE_TAKEN',
  'CONTACT_INCOMPLETE',
  'SELLER_NOT_SET_UP',
  'CARD_NOT_SET_UP',
  'CURSOR_EXPIRED',
  'CLONE_SUSPECTED',
  'OVERLOADED',
  'OPERATION_TOO_COSTLY',
  'INTERNAL_SERVER_ERROR',
  'UNREACHABLE',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Why something was not done, and the facts that belong to it, such as a limit and its use. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly details: Readonly<Record<string, unknown>>;
}

/** What a failed operation means. A code that this version does not know is an internal error of the server. */
export function refusalOf(error: unknown): Refusal {
  const extensions = extensionsOf(error);
  if (!extensions) return refusalOfStatus(error);
  return refusalOfExtensions(extensions);
}

function refusalOfExtensions(extensions: Record<string, unknown>): Refusal {
  const code = REFUSAL_CODES.find(known => known === extensions['code']) ?? 'INTERNAL_SERVER_ERROR';
  const details = extensions['details'];
  return { code, details: isRecord(details) ? details : {} };
}

/** The first error's facts, whether the answer's status was 200 or, as for a document that does not hold, 400. */
function extensionsOf(error: unknown): Record<string, unknown> | undefined {
  if (CombinedGraphQLErrors.is(error)) return error.errors[0]?.extensions ?? {};
  const body = ServerError.is(error) ? parsed(error.bodyText) : undefined;
  const errors = isRecord(body) ? body['errors'] : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return isRecord(first) && isRecord(first['extensions']) ? first['extensions'] : undefined;
}

/** What a door without GraphQL has refused, by the body of its answer. */
export function refusalOfBody(body: string): Refusal {
  const answer = parsed(body);
  const errors = isRecord(answer) ? answer['errors'] : undefined;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const extensions = isRecord(first) && isRecord(first['extensions']) ? first['extensions'] : {};
  return refusalOfExtensions(extensions);
}

/** For what a door in front of GraphQL refused: its status says what, its header when to come back. */
function refusalOfStatus(error: unknown): Refusal {
  if (!ServerError.is(error)) return { code: 'UNREACHABLE', details: {} };
  const { statusCode, response } = error;
  const retryAfterSeconds = Number(response.headers.get('retry-after'));
  return { code: codeOfStatus(statusCode), details: retryAfterSeconds > 0 ? { retryAfterSeconds } : {} };
}

function codeOfStatus(status: number): RefusalCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 429) return 'RATE_LIMITED';
  return [502, 503, 504].includes(status) ? 'OVERLOADED' : 'INTERNAL_SERVER_ERROR';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
