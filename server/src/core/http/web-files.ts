import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pagePolicy } from './security-headers.ts';

/** Names that the build makes of a file's content, such as main-5ZWQ2K7A.js: what they name never changes. */
const HASHED = /-[A-Z0-9]{8}\.[a-z0-9]+$/;
const FOREVER = 'public, max-age=31536000, immutable';
const NOT_BUILT = 'The web application is not built yet. Build it with: npm run build\n';

/** Answers a request that no route answers. */
export type Fallback = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/**
 * Serves the built web application, and answers the fallback: its page for every address that a person may open, as the
 * application knows its own addresses.
 *
 * @param folder where the build put it; where it is absent, a text says how to build it
 * @param brand the name that the page shows before the application has loaded
 */
export async function addWebFiles(server: FastifyInstance, folder: string, brand: string): Promise<Fallback> {
  if (!existsSync(join(folder, 'index.html'))) {
    return async (request, reply) =>
      isPage(request) ? reply.code(503).type('text/plain; charset=utf-8').send(NOT_BUILT) : notFound(reply);
  }
  const template = branded(await readFile(join(folder, 'index.html'), 'utf8'), brand);
  await server.register(fastifyStatic, {
    root: folder,
    index: false,
    wildcard: true,
    cacheControl: false,
    preCompressed: true,
    dotfiles: 'ignore',
    allowedPath: path => !path.endsWith('/index.html'),
    setHeaders: (reply, path) => {
      void reply.header('cache-control', HASHED.test(path) ? FOREVER : 'no-cache');
    },
  });
  const fallback: Fallback = async (request, reply) => (isPage(request) ? sendPage(reply, template) : notFound(reply));
  server.get('/', fallback);
  return fallback;
}

/** A person's browser asks for an address: the path of a file has an extension, a program does not ask for HTML. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?')[0] ?? '';
  return (
    (method === 'GET' || method === 'HEAD') &&
    (headers.accept ?? '').includes('text/html') &&
    (path === '/index.html' || !/\.[^/]*$/.test(path))
  );
}

function sendPage(reply: FastifyReply, template: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  return reply
    .headers({ 'content-security-policy': pagePolicy(nonce), 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(template.replaceAll('CSP_NONCE', nonce));
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('Not found\n');
}

function branded(html: string, brand: string): string {
  const shown = brand.replace(/[&<>"]/g, character => `&#${String(character.charCodeAt(0))};`);
  return html
    .replace(/<title>[^<]*<\/title>/, () => `<title>${shown}</title>`)
    .replace(/(<meta name="application-name" content=")[^"]*/, (_, start: string) => start + shown);
}
