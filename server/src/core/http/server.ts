import fastifyCookie from '@fastify/cookie';
import {
  fastify,
  type FastifyBaseLogger,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { newRequestIds } from '../ids.ts';
import { ApiError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Access } from './access.ts';
import { refuse } from './refusal.ts';
import { NO_CONTENT_POLICY, securityHeaders } from './security-headers.ts';
import type { Fallback } from './web-files.ts';

/** The longest that any request may be on its way; how long a body may, its route says. */
const REQUEST_TIMEOUT_MS = 300_000;
const BODY_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const CHECK_INTERVAL_MS = 5_000;
const IDLE_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_MS = 65_000;
/** A route that takes more says so itself. */
const BODY_LIMIT_BYTES = 256 * 1024;
const MAX_HEADER_BYTES = 16 * 1024;
const LONGEST_PARAMETER = 1_000;
const MAX_CONNECTIONS = 25_000;
const newRequestId = newRequestIds();
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For how long a body may be on its way; 30 seconds where a route does not say. */
    bodyMs?: number;
  }
}

/**
 * A web server that answers nothing yet, but refuses what no door accepts: a Host that is not the portal's, a call that a
 * page of another site is behind, and whoever sends too slowly or too much.
 */
export function newServer(access: Access, isHttps: boolean, log: Log): FastifyInstance {
  const logger: FastifyBaseLogger = log;
  const server = fastify({
    loggerInstance: logger,
    genReqId: newRequestId,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: IDLE_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    bodyLimit: BODY_LIMIT_BYTES,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_INTERVAL_MS,
      maxHeaderSize: MAX_HEADER_BYTES,
    },
    // A ticket is as long as that.
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    // While it stops, what arrives is still answered, and each answer asks the caller to connect elsewhere.
    return503OnClosing: false,
  });
  server.server.maxConnections = MAX_CONNECTIONS;

  const headers = { ...securityHeaders(isHttps), 'content-security-policy': NO_CONTENT_POLICY };
  server.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id);
    cutWhenSlow(request);
    return refuseStrangeCaller(access, request, reply);
  });
  server.addHook('onResponse', (request, reply, done) => {
    done();
    if (!log.isLevelEnabled('debug')) return;
    const { id, method } = request;
    log.debug(
      { requestId: id, method, path: shownPath(request), status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    );
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => refuseFault(error, request, reply, log));
  server.decorateRequest('hasPlace', false);
  void server.register(fastifyCookie);
  return server;
}

/** Answers what no route answers. */
export function addFallback(server: FastifyInstance, fallback: Fallback): void {
  server.setNotFoundHandler(fallback);
}

/** The address as the log may have it: without what may be a ticket, or the secret part of a public one. */
const shownPath = ({ url, routeOptions }: FastifyRequest): string =>
  (/^\/(my|get)\//.test(url) ? (routeOptions.url ?? '') : url).split('?')[0] ?? '';

/** Cuts off whoever sends a body for longer than its route waits. */
function cutWhenSlow({ raw, routeOptions }: FastifyRequest): void {
  if (READING.has(raw.method ?? '')) return;
  const timer = setTimeout(() => {
    if (!raw.complete) raw.destroy();
  }, routeOptions.config.bodyMs ?? BODY_MS).unref();
  raw.once('close', () => {
    clearTimeout(timer);
  });
}

async function refuseStrangeCaller(access: Access, request: FastifyRequest, reply: FastifyReply) {
  const { headers, method, url } = request;
  // Whoever watches over the process asks by its bare address.
  const isProbe = url === '/livez' || url === '/readyz';
  if (!isProbe && !access.isKnownHost(headers.host)) {
    return refuse(reply, 421, new ApiError('FORBIDDEN', 'The portal is not called by this name'));
  }
  // A link from elsewhere may be followed: then the browser names no Origin, and reads only.
  if ((headers.origin !== undefined || !READING.has(method)) && access.isForeign(headers)) {
    return refuse(reply, 403, new ApiError('FORBIDDEN', 'A page of this Origin may not call the portal'));
  }
  return undefined;
}

/** What Fastify itself refuses keeps its status; anything else is a fault, which is logged and not told. */
function refuseFault(error: FastifyError, request: FastifyRequest, reply: FastifyReply, log: Log): FastifyReply {
  const status = error.statusCode ?? 500;
  if (status < 500) {
    return refuse(reply, status, new ApiError('BAD_USER_INPUT', REASONS[status] ?? 'The request is malformed'));
  }
  log.error({ err: error, requestId: request.id }, 'A request failed');
  const fault = new ApiError('INTERNAL_SERVER_ERROR', 'Internal server error');
  fault.extensions['requestId'] = request.id;
  return refuse(reply, 500, fault);
}

const REASONS: Readonly<Record<number, string>> = {
  413: 'The request is too large',
  415: 'The content type is not supported',
};
