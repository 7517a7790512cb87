import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type AddressOf, blockOf } from '../address.ts';
import { ApiError } from '../errors.ts';
import type { FailedTries } from '../limits/failed-tries.ts';
import { Places } from '../socket/places.ts';
import { type Overload, overloaded } from '../http/overload.ts';
import { responseOver } from '../http/response-over.ts';
import { type Downloadable, refuseDownload, sendDownload } from './send-download.ts';

/** What a public address opens. */
export interface OpenedPublic {
  readonly found: Downloadable;
  /**
   * The answer has begun.
   *
   * @param cut breaks it off, for when the address opens nothing any more
   * @returns told when the answer is over
   */
  readonly begin: (cut: () => void) => () => void;
}

/** What can be downloaded by whoever knows the address: `GET /get/<subject>`. It holds the rules; the door has none. */
export interface PublicSource {
  /** @returns null where the address opens nothing; @throws ApiError OVERLOADED where it will soon */
  open(subject: string): Promise<OpenedPublic | null>;
}

export interface PublicParts {
  readonly addressOf: AddressOf;
  readonly failedTries: FailedTries;
  readonly overload: Overload;
}

/** Downloads that one caller has going on in this process at most; a whole company may stand behind one address. */
const AT_ONCE = 250;
const RETRY_AFTER_SECONDS = 5;
/** Whoever has not taken it by then is cut off. */
const LONGEST_MS = 3_600_000;
/** A person sees this in a browser. */
const NOTHING = 'There is no such download, or it has ended.\nDiesen Download gibt es nicht, oder er ist beendet.\n';

type Asked = FastifyRequest<{ Params: { subject: string } }>;

/** Serves `/get/<subject>`. Wrong addresses are counted by caller, as nobody is to guess one. */
export function addPublicDownloads(server: FastifyInstance, source: PublicSource, parts: PublicParts): void {
  const door = new PublicDoor(source, parts);
  server.route({
    method: ['GET', 'HEAD'],
    url: '/get/:subject',
    handler: (request: Asked, reply) => door.serve(request, reply),
  });
}

class PublicDoor {
  private readonly places = new Places(AT_ONCE);

  constructor(
    private readonly source: PublicSource,
    private readonly parts: PublicParts,
  ) {}

  async serve(request: Asked, reply: FastifyReply): Promise<FastifyReply> {
    const { addressOf, failedTries, overload } = this.parts;
    const caller = blockOf(addressOf(request.raw));
    try {
      if (!overload.enter(request)) throw overloaded();
      const retryAfterSeconds = await failedTries.waitSeconds(caller);
      if (retryAfterSeconds > 0) throw new ApiError('RATE_LIMITED', 'Too many tries', { retryAfterSeconds });
      const opened = await this.source.open(request.params.subject);
      if (!opened) {
        await failedTries.add(caller);
        return await reply
          .code(404)
          .header('cache-control', 'no-store')
          .type('text/plain; charset=utf-8')
          .send(NOTHING);
      }
      this.begin(opened, caller, request, reply);
      return await sendDownload(opened.found, request, reply, overload);
    } catch (error) {
      if (error instanceof ApiError) return refuseDownload(reply, error);
      throw error;
    }
  }

  private begin(opened: OpenedPublic, caller: string, request: Asked, reply: FastifyReply): void {
    if (!this.places.take(caller)) {
      throw new ApiError('RATE_LIMITED', 'Too many downloads at once', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    const cut = () => void reply.raw.destroy();
    const end = opened.begin(cut);
    const timer = setTimeout(cut, LONGEST_MS).unref();
    void responseOver(request, reply).then(() => {
      clearTimeout(timer);
      this.places.give(caller);
      end();
    });
  }
}
