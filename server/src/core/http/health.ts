import type { FastifyInstance } from 'fastify';

const PATIENCE_MS = 1_000;

/** Something that must work for the portal to work. Rejects where it does not. */
export type Check = () => Promise<unknown>;

/**
 * `/livez` answers while the process runs, `/readyz` while it can also do its work: every check passes within a second,
 * and the process is not about to stop.
 */
export function addHealth(
  server: FastifyInstance,
  checks: Readonly<Record<string, Check>>,
  isStopping: () => boolean,
): void {
  const text = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
  server.get('/livez', { logLevel: 'silent' }, (_, reply) => reply.headers(text).send('ok\n'));
  server.get('/readyz', { logLevel: 'silent' }, async (_, reply) => {
    const failed = isStopping() ? ['stopping'] : await failing(checks);
    return reply
      .code(failed.length > 0 ? 503 : 200)
      .headers(text)
      .send(failed.length > 0 ? `failed: ${failed.join(', ')}\n` : 'ok\n');
  });
}

async function failing(checks: Readonly<Record<string, Check>>): Promise<string[]> {
  const passed = await Promise.all(Object.values(checks).map(check => passesInTime(check)));
  return Object.keys(checks).filter((_, index) => !passed[index]);
}

async function passesInTime(check: Check): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>(resolve => (timer = setTimeout(() => resolve(false), PATIENCE_MS)));
  try {
    return await Promise.race([check().then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
