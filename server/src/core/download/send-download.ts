import type { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentDisposition } from './content-disposition.ts';
import type { ApiError } from '../errors.ts';
import { fileAnswer, NoSuchRange } from './file-answer.ts';
import type { Overload } from '../http/overload.ts';
import { refuse, statusOf } from '../http/refusal.ts';

/** Whatever it is: shown by itself it runs nothing and may do nothing. */
const SANDBOX = "sandbox; default-src 'none'; frame-ancestors 'none'";

/** What goes out: a text, bytes, or a stream. */
export type Content = string | Buffer | Readable;

/** Something that can be downloaded. */
export interface Downloadable {
  /** What it is called on the caller's disk. May be anything: it is made harmless. */
  readonly fileName: string;
  /** Its media type, such as `application/pdf`. */
  readonly type: string;
  /**
   * A file of ours by its path, which goes out by ranges too; or what makes the content: called for a GET alone, so that
   * a HEAD makes and spends nothing. It may refuse with an ApiError.
   */
  readonly content: { readonly path: string } | (() => Promise<Content> | Content);
  /** For a page to be read where it opens: the hash of its own style, as a content policy has it. Nothing else of it is run or loaded. */
  readonly shownWith?: string;
  /** Told that it goes out from its first byte on: neither a HEAD nor the rest of one that broke off is a download. */
  readonly onBegun?: () => void;
}

/** Answers a request with what was found for it: all of it, or of a file the range that is asked for. */
export async function sendDownload(
  found: Downloadable,
  request: FastifyRequest,
  reply: FastifyReply,
  overload: Overload,
): Promise<FastifyReply> {
  const { content } = found;
  const file = 'path' in content ? await fileAnswer(request.raw, content.path) : undefined;
  const made = 'path' in content || request.method === 'HEAD' ? undefined : await content();
  // What takes long from here on is the caller's reading, which costs others nothing.
  overload.leave(request);
  if (request.method === 'GET' && isFromStart(file?.headers)) found.onBegun?.();
  return reply
    .code(file?.status ?? 200)
    .headers(file?.headers ?? {})
    .headers({
      'content-type': found.type,
      'content-disposition': contentDisposition(found.fileName, found.shownWith !== undefined),
      'content-security-policy': found.shownWith ? `${SANDBOX}; style-src '${found.shownWith}'` : SANDBOX,
      'cache-control': 'no-store',
    })
    .send(file?.body ?? made);
}

/** Refuses a download as other requests are; a range that the file has not, as HTTP wants it. */
export function refuseDownload(reply: FastifyReply, error: ApiError): FastifyReply {
  if (!(error instanceof NoSuchRange)) return refuse(reply, statusOf(error), error);
  return refuse(reply.header('content-range', error.contentRange), 416, error);
}

const isFromStart = (headers: FileHeaders | undefined): boolean =>
  (headers?.['Content-Range'] ?? 'bytes 0-').startsWith('bytes 0-');

type FileHeaders = Awaited<ReturnType<typeof fileAnswer>>['headers'];
