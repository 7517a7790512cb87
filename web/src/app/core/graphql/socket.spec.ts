import { TestBed } from '@angular/core/testing';
import { type Client, CloseCode } from 'graphql-ws';
import { useWorld } from '../../../testing/page';
import { Connection } from './connection';
import { newSocket } from './socket';

/** A WebSocket whose other end is the spec. */
class PlayedSocket {
  static readonly [name: string]: unknown;
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  static readonly CLOSING = 2;
  static readonly CLOSED = 3;
  static made: PlayedSocket[] = [];

  readyState = PlayedSocket.OPEN;
  onopen?: () => void;
  onmessage?: (event: { data: string }) => void;
  onclose?: (event: { code: number; reason: string; wasClean: boolean }) => void;
  readonly sent: { type: string }[] = [];

  constructor(readonly url: string) {
    PlayedSocket.made.push(this);
  }

  send(text: string): void {
    this.sent.push(JSON.parse(text) as { type: string });
  }

  receive(message: object): void {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  close(code = 1000, reason = ''): void {
    this.readyState = PlayedSocket.CLOSED;
    this.onclose?.({ code, reason, wasClean: true });
  }
}

describe('the socket', () => {
  const RealSocket = globalThis.WebSocket;
  let connection: Connection;
  let client: Client;
  let stop: () => void;

  const last = () => PlayedSocket.made.at(-1) as PlayedSocket;
  /** Lets promises run; timers stand still until the spec moves the clock. */
  const turn = async () => {
    for (let step = 0; step < 20; step++) await Promise.resolve();
  };
  const open = async () => {
    last().onopen?.();
    await turn();
    last().receive({ type: 'connection_ack' });
    await turn();
  };
  const pass = async (milliseconds: number) => {
    jasmine.clock().tick(milliseconds);
    await turn();
  };

  beforeEach(async () => {
    await useWorld();
    jasmine.clock().install();
    PlayedSocket.made = [];
    globalThis.WebSocket = PlayedSocket as unknown as typeof WebSocket;
    connection = TestBed.inject(Connection);
    client = TestBed.runInInjectionContext(newSocket);
    stop = client.subscribe(
      { query: 'subscription Ticks { ticked }', operationName: 'Ticks' },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    await turn();
  });

  afterEach(() => {
    jasmine.clock().uninstall();
    globalThis.WebSocket = RealSocket;
  });

  it('opens at the page’s own host, and is live once acknowledged', async () => {
    expect(last().url).toBe(`ws://${location.host}/graphql`);
    expect(connection.state()).toBe('connecting');

    await open();

    expect(connection.state()).toBe('live');
  });

  it('stays live while the server answers its pings', async () => {
    await open();

    for (let ping = 0; ping < 3; ping++) {
      await pass(10_000);
      last().receive({ type: 'pong' });
      await pass(4_000);
    }

    expect(last().sent.filter(({ type }) => type === 'ping').length).toBe(3);
    expect(connection.state()).toBe('live');
    expect(PlayedSocket.made.length).toBe(1);
  });

  it('that is half open is given up within 15 seconds, and opened anew', async () => {
    await open();

    await pass(10_000);
    await pass(5_000);
    expect(connection.state()).toBe('reconnecting');

    await pass(0);
    expect(PlayedSocket.made.length).toBe(2);
    await open();
    expect(connection.state()).toBe('live');
  });

  it('that the server closes to restart is opened anew, with what was watched', async () => {
    await open();

    last().close(1012, 'Service Restart');
    await turn();
    await pass(0);
    await open();

    expect(connection.state()).toBe('live');
    expect(last().sent.map(({ type }) => type)).toContain('subscribe');
  });

  it('that is closed because the sign-in has ended says so', async () => {
    let ends = 0;
    connection.signInEnded.subscribe(() => ends++);
    await open();

    last().close(CloseCode.Forbidden, 'Forbidden');
    await turn();

    expect(ends).toBe(1);
    expect(connection.state()).toBe('reconnecting');
  });

  it('rests a moment after nothing is watched any more', async () => {
    await open();

    stop();
    await turn();
    expect(connection.state()).toBe('live');

    await pass(3_000);
    expect(connection.state()).toBe('idle');
  });
});
