import { Injector, runInInjectionContext, signal, untracked } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { parse } from 'graphql';
import type { TypedDocumentNode } from 'apollo-angular';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Connection } from './connection';
import { liveUpdates } from './live-updates';

interface Ticks {
  readonly ticked: string;
}

const TICKS = parse('subscription Ticks($after: String) { ticked(after: $after) }') as TypedDocumentNode<
  Ticks,
  { after: string }
>;

describe('live updates', () => {
  let server: ApolloTestingController;
  let connection: Connection;
  let seen: string[];
  const cursor = signal('0');
  const filter = signal('all');

  const open = () => server.expectOne('Ticks');

  beforeEach(async () => {
    server = await useWorld();
    connection = TestBed.inject(Connection);
    seen = [];
    cursor.set('0');
    const variables = () => ({ after: `${filter()}:${untracked(cursor)}` });
    const next = ({ ticked }: Ticks) => {
      seen.push(ticked);
      cursor.set(ticked);
    };
    runInInjectionContext(TestBed.inject(Injector), () =>
      liveUpdates(TICKS, variables, { next, fetchPolicy: 'no-cache' }),
    );
    TestBed.tick();
    await settle();
  });

  afterEach(() => server.verify());

  it('hand on each payload, by one subscription', () => {
    const subscription = open();
    subscription.flushData({ ticked: '1' });
    subscription.flushData({ ticked: '2' });

    expect(seen).toEqual(['1', '2']);
  });

  it('resume from the present cursor after a lost connection', async () => {
    connection.connected(new Date());
    open().flushData({ ticked: '7' });

    connection.lost();
    connection.connected(new Date());
    TestBed.tick();
    await settle();

    expect(open().operation.variables).toEqual({ after: 'all:7' });
  });

  it('open anew when a signal in their variables changes', async () => {
    open();

    filter.set('mine');
    TestBed.tick();
    await settle();

    expect(open().operation.variables).toEqual({ after: 'mine:0' });
    filter.set('all');
  });

  it('are tried again, from the present cursor, after a refusal', async () => {
    const subscription = open();
    subscription.flushData({ ticked: '3' });
    subscription.graphqlErrors([{ message: 'too much', extensions: { code: 'OVERLOADED' } }]);
    await settle();

    expect(open().operation.variables).toEqual({ after: 'all:3' });
  });

  it('are tried again when the server ends them', async () => {
    open().complete();
    await settle();

    open().flushData({ ticked: '1' });
    expect(seen).toEqual(['1']);
  });
});
