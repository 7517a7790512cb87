import type { FastifyReply } from 'fastify';
import { type ApiError, type ErrorCode } from '../errors.ts';

/** The HTTP status of a refusal; of any other code 403. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  UNAUTHENTICATED: 401,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  ATTACHMENT_REFUSED: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  OVERLOADED: 503,
};

/** The HTTP status by which a request is refused that is no GraphQL operation, or of which no operation runs. */
export const statusOf = ({ code }: ApiError): number => STATUS[code] ?? 403;

/** Refuses a request in the form in which GraphQL refuses an operation. */
export function refuse(reply: FastifyReply, status: number, error: ApiError): FastifyReply {
  const { retryAfterSeconds } = (error.extensions['details'] ?? {}) as { retryAfterSeconds?: number };
  if (retryAfterSeconds !== undefined) reply.header('retry-after', String(retryAfterSeconds));
  const { message, extensions } = error;
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .send({ errors: [{ message, extensions }] });
}
