import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';
import type { Sockets } from '../socket/sockets.ts';
import { Places } from '../socket/places.ts';
import type { Tickets } from '../secrets/tickets.ts';
import type { Right, Viewer } from '../viewer.ts';
import type { Doorman } from '../http/doorman.ts';
import type { HttpContexts } from '../http/http-context.ts';
import { type Overload, overloaded } from '../http/overload.ts';
import { responseOver } from '../http/response-over.ts';
import { RunningDownload } from './running-download.ts';
import { type Downloadable, refuseDownload, sendDownload } from './send-download.ts';

/**
 * One kind of download. A domain hands it in, as it hands in its resolvers, and `GET /my/<kind>/<subject>` opens it for
 * whoever is signed in or has a ticket. It holds the rules; the door has none.
 */
export interface DownloadSource {
  /** The second part of the address: lower-case letters. */
  readonly kind: string;
  /** Without which nothing is opened; where it hangs on the subject, the source asks for it. */
  readonly right?: Right;
  /** Whether a ticket is the only way: then the address is `/my/<kind>/<ticket>`. */
  readonly isByTicketOnly?: boolean;
  /**
   * The thing of this name in the viewer's account.
   *
   * @param subject 1 to 200 letters, digits and `. _ -`
   * @throws ApiError NOT_FOUND where the account has no such thing
   */
  open(viewer: Viewer, subject: string): Promise<Downloadable>;
}

/** What the door for downloads is made of. */
export interface DownloadParts {
  readonly contexts: HttpContexts;
  readonly doorman: Doorman;
  readonly tickets: Tickets;
  readonly overload: Overload;
  readonly sockets: Sockets;
}

/** Downloads that an account has going on in this process at most. */
const AT_ONCE = 20;
const RETRY_AFTER_SECONDS = 5;
const SUBJECT = /^[\w.-]{1,200}$/;

type Asked = FastifyRequest<{ Params: { subject: string }; Querystring: { ticket?: unknown } }>;

/** Serves `/my/<kind>/<subject>` for every source. The same doorman, bounds and refusals as for GraphQL hold. */
export function addDownloads(server: FastifyInstance, sources: readonly DownloadSource[], parts: DownloadParts): void {
  const door = new DownloadDoor(parts);
  for (const source of sources) {
    server.route({
      method: ['GET', 'HEAD'],
      url: `/my/${source.kind}/:subject`,
      handler: (request: Asked, reply) => door.serve(source, request, reply),
    });
  }
}

class DownloadDoor {
  private readonly places = new Places(AT_ONCE);

  constructor(private readonly parts: DownloadParts) {}

  async serve(source: DownloadSource, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
    try {
      if (!this.parts.overload.enter(request)) throw overloaded();
      const { viewer, subject } = await this.admit(source, request, reply);
      if (!this.places.take(viewer.accountId)) {
        throw new ApiError('RATE_LIMITED', 'Too many downloads at once', { retryAfterSeconds: RETRY_AFTER_SECONDS });
      }
      const over = responseOver(request, reply);
      RunningDownload.begin(viewer, reply.raw, over, this.parts.sockets);
      const answered = this.answer(source, viewer, subject, request, reply);
      // Also where the reader has left: else one could begin without end what takes long to make.
      void Promise.allSettled([answered, over]).then(() => this.places.give(viewer.accountId));
      return await answered;
    } catch (error) {
      if (error instanceof ApiError) return refuseDownload(reply, error);
      throw error;
    }
  }

  private async answer(
    source: DownloadSource,
    viewer: Viewer,
    subject: string,
    request: Asked,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendDownload(await source.open(viewer, subject), request, reply, this.parts.overload);
  }

  /** Who asks, and for what. @throws ApiError UNAUTHENTICATED, FORBIDDEN; NOT_FOUND for what can be no subject */
  private async admit(
    source: DownloadSource,
    request: Asked,
    reply: FastifyReply,
  ): Promise<{ viewer: Viewer; subject: string }> {
    const { kind, right, isByTicketOnly = false } = source;
    const named = request.params.subject;
    const ticket = isByTicketOnly ? named : request.query.ticket;
    const opened = ticket === undefined ? undefined : await this.openedBy(ticket, kind);
    const subject = isByTicketOnly && opened ? opened.subject : named;
    if (opened && opened.subject !== subject) throw noTicket();

    const viewer = opened ? opened.viewer : (await this.parts.contexts.of(request, reply)).viewer;
    if (!viewer) throw new ApiError('UNAUTHENTICATED', 'Sign in first');
    if (right && !viewer.rights.has(right)) throw new ApiError('FORBIDDEN', 'You lack the right to do this', { right });
    if (!SUBJECT.test(subject)) throw new ApiError('NOT_FOUND', 'There is no such download');
    return { viewer, subject };
  }

  /** A ticket opens as much as the one who got it may have now. */
  private async openedBy(text: unknown, kind: string): Promise<{ viewer: Viewer; subject: string }> {
    const ticket = typeof text === 'string' ? this.parts.tickets.read(text) : null;
    if (ticket?.kind !== kind) throw noTicket();
    const viewer = await this.parts.doorman.holderOf(ticket.accountId, ticket.principal);
    if (!viewer) throw noTicket();
    return { viewer, subject: ticket.subject };
  }
}

const noTicket = (): ApiError => new ApiError('UNAUTHENTICATED', 'The ticket does not hold');
