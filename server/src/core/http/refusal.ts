import type { FastifyReply } from 'fastify';
import { type ApiError } from '../errors.ts';

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
