import { Agent, request } from 'node:http';
import { newTinyDoor } from '../../../test/tiny-door.ts';
import { gate } from '../../../test/tiny-schema.ts';

const BODY = JSON.stringify({ query: '{ hello }' });

/** The answer's body and whether the connection was kept; undefined where nobody let the caller in. */
function ask(address: string, agent: Agent, body = BODY): Promise<{ body: string; kept: boolean } | undefined> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const sent = request(`${address}/graphql`, { method: 'POST', agent, headers }, response => {
      let text = '';
      response.on('data', (part: Buffer) => (text += part.toString()));
      response.on('error', reject);
      response.on('end', () => resolve({ body: text, kept: response.headers.connection !== 'close' }));
    });
    sent.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNREFUSED' ? resolve(undefined) : reject(error),
    );
    sent.end(body);
  });
}

describe('a door that closes', () => {
  it('answers every request that it has let in, and then lets in none', async () => {
    const door = await newTinyDoor();
    const address = await door.listen();
    const agent = new Agent({ keepAlive: true, maxSockets: 16 });
    let answered = 0;

    /** Asks again and again, as 16 callers do, until nobody lets them in. */
    const callers = Array.from({ length: 16 }, async () => {
      for (;;) {
        const answer = await ask(address, agent);
        if (!answer) return;
        expect(answer.body).toBe('{"data":{"hello":"world"}}\n');
        answered++;
      }
    });
    while (answered < 200) await new Promise(resolve => setImmediate(resolve));
    await door.close();
    await Promise.all(callers);

    expect(answered).toBeGreaterThan(200);
    agent.destroy();
  });

  it('waits for what is still running', async () => {
    const door = await newTinyDoor();
    const address = await door.listen();
    const agent = new Agent({ keepAlive: true });

    gate.shut();
    const running = ask(address, agent, JSON.stringify({ query: '{ waits }' }));
    await gate.reached(1);
    const closed = door.close();
    gate.open();

    expect((await running)?.body).toBe('{"data":{"waits":"open"}}\n');
    await closed;
    expect(await ask(address, agent)).toBeUndefined();
    agent.destroy();
  });
});
