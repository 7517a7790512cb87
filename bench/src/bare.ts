// The limit: a bare node:http handler with a pg Pool of 8 and prepared statements. It runs the statements that the portal
// was seen to run for the same answer, on the same tables, and sends the same JSON.
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { type Recorded, type Row, SHAPES } from './shapes.ts';

process.once('message', ({ url, recorded }: { url: string; recorded: readonly Recorded[] }) => {
  const pool = new Pool({ connectionString: url, max: 8 });
  const byPath = new Map(recorded.map(one => [`/${one.operation}`, one]));

  const server = createServer((request, response) => {
    const one = byPath.get(request.url ?? '');
    if (!one) {
      response.writeHead(404).end();
      return;
    }
    void Promise.all(one.statements.map(statement => pool.query<Row>(statement))).then(results => {
      const body = JSON.stringify({ data: SHAPES[one.operation](results.map(({ rows }) => rows)) });
      response
        .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
        .end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
