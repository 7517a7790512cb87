import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../errors.ts';
import { Places } from '../socket/places.ts';
import type { Right, Viewer } from '../viewer.ts';
import type { Doorman } from './doorman.ts';
import type { HttpContexts } from './http-context.ts';
import { type Overload, overloaded } from './overload.ts';
import { refuse, statusOf } from './refusal.ts';
import { responseOver } from './response-over.ts';

/** A file that is being sent. */
export interface Upload {
  /** What it is called at the sender's. May be anything. */
  readonly fileName: string;
  /** How long it says it is; undefined where it does not say. */
  readonly saidBytes: number | undefined;
  /** Its bytes, as they arrive. What is not read of it is thrown away by the door. */
  readonly body: Readable;
}

/** Takes files: a domain hands it in, and `POST /upload` leads to it. It holds the rules; the door has none. */
export interface UploadSink {
  /** Without which nothing is taken. */
  readonly right: Right;
  /**
   * Keeps a file.
   *
   * @returns what the sender is told of it, as JSON
   * @throws ApiError where it is not taken
   */
  take(viewer: Viewer, upload: Upload): Promise<object>;
}

/** What the door for files is made of. */
export interface UploadParts {
  readonly contexts: HttpContexts;
  readonly doorman: Doorman;
  readonly overload: Overload;
}

/** Files that an account sends at once to this process at most. */
const AT_ONCE = 6;
const RETRY_AFTER_SECONDS = 5;
/** For so long a file may be on its way: 10 MB at 300 kbit/s. */
const LONGEST_MS = 300_000;
const FILE_NAME = 'x-file-name';

/** Serves `POST /upload`. The same doorman, Origins and refusals as for GraphQL hold; the body is the file itself. */
export async function addUpload(server: FastifyInstance, sink: UploadSink, parts: UploadParts): Promise<void> {
  const door = new UploadDoor(sink, parts);
  await server.register(async scope => {
    scope.removeAllContentTypeParsers();
    // Whatever it says that it is: the bytes tell.
    scope.addContentTypeParser('*', (_, body, done) => {
      done(null, body);
    });
    scope.post('/upload', { config: { bodyMs: LONGEST_MS } }, (request, reply) => door.serve(request, reply));
  });
}

class UploadDoor {
  private readonly places = new Places(AT_ONCE);

  constructor(
    private readonly sink: UploadSink,
    private readonly parts: UploadParts,
  ) {}

  async serve(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const { raw } = request;
    try {
      if (!this.parts.overload.enter(request)) throw overloaded();
      const viewer = await this.admit(request, reply);
      // What takes long from here on is the sender's writing, which costs others nothing.
      this.parts.overload.leave(request);
      const kept = await this.sink.take(viewer, uploadIn(request));
      if (!(await this.parts.doorman.stillHolds(viewer))) throw stranger();
      return await reply.code(201).header('cache-control', 'no-store').send(kept);
    } catch (error) {
      // The rest is taken and thrown away, so that the sender reads the refusal.
      raw.resume();
      if (error instanceof ApiError) return refuse(reply, statusOf(error), error);
      if (raw.errored) return refuse(reply, 400, new ApiError('BAD_USER_INPUT', 'The file broke off'));
      throw error;
    }
  }

  /** @throws ApiError UNAUTHENTICATED, FORBIDDEN; RATE_LIMITED where the account sends too many at once */
  private async admit(request: FastifyRequest, reply: FastifyReply): Promise<Viewer> {
    const { viewer } = await this.parts.contexts.of(request, reply);
    const { right } = this.sink;
    if (!viewer) throw stranger();
    if (!viewer.rights.has(right)) throw new ApiError('FORBIDDEN', 'You lack the right to do this', { right });
    if (!this.places.take(viewer.accountId)) {
      throw new ApiError('RATE_LIMITED', 'Too many files at once', { retryAfterSeconds: RETRY_AFTER_SECONDS });
    }
    void responseOver(request, reply).then(() => this.places.give(viewer.accountId));
    return viewer;
  }
}

/** @throws ApiError BAD_USER_INPUT where it has no name, or is no body */
function uploadIn({ headers, body }: FastifyRequest): Upload {
  const said = headers['content-length'];
  return {
    fileName: decoded(headers[FILE_NAME]),
    saidBytes: said === undefined ? undefined : Number(said),
    body: body as Readable,
  };
}

function decoded(name: string | string[] | undefined): string {
  try {
    if (typeof name === 'string' && name !== '') return decodeURIComponent(name);
  } catch {
    // Not percent-encoded: refused below.
  }
  throw new ApiError('BAD_USER_INPUT', `Name the file in the header ${FILE_NAME}, as encodeURIComponent writes it`);
}

const stranger = (): ApiError => new ApiError('UNAUTHENTICATED', 'Sign in first');
