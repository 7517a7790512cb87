// The image's health check: ends with 0 where the portal in this container is ready, with 1 where it is not.
const answer = await fetch(`http://127.0.0.1:${process.env['PORT'] ?? '4000'}/readyz`, {
  signal: AbortSignal.timeout(3_000),
}).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
