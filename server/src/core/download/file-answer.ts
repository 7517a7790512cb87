import { basename, dirname } from 'node:path';
import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { send } from '@fastify/send';
import { ApiError } from '../errors.ts';

/** The file has no such range. Whoever goes on with a download is told how long it is. */
export class NoSuchRange extends ApiError {
  constructor(readonly contentRange: string) {
    super('BAD_USER_INPUT', 'The file has no such range');
  }
}

/** A file, or the range of it that was asked for. */
export interface FileAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readable;
}

/**
 * The answer to a request for a file of ours: all of it, or one range, also by If-Range. Several ranges at once get all.
 *
 * @param path where it lies: never from the caller
 * @throws ApiError NOT_FOUND where it lies there no more, NoSuchRange for a range beyond its end
 */
export async function fileAnswer(request: IncomingMessage, path: string): Promise<FileAnswer> {
  const { statusCode, headers, stream, type } = await send(request, `/${encodeURIComponent(basename(path))}`, {
    root: dirname(path),
    cacheControl: false,
    contentType: false,
    index: false,
    dotfiles: 'allow',
  });
  if (type === 'file') return { status: statusCode, headers, body: stream };

  stream.destroy();
  if (statusCode === 416) throw new NoSuchRange(headers['Content-Range'] ?? 'bytes */0');
  if (statusCode === 412) throw new ApiError('BAD_USER_INPUT', 'The file is another by now');
  throw new ApiError('NOT_FOUND', 'The file is gone');
}
