import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { clientRow } from '../../../testing/make-fleet';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Connection } from '../graphql/connection';
import { type ClientRowFragment, ClientListDocument, ClientListLiveDocument } from '../graphql/generated';
import { type LiveList, liveList } from './live-list';

type Row = ClientRowFragment;

const BY_ID = { field: 'ID', direction: 'ASC' } as const;

/** In the order of their numbers, which is that of the list. */
const row = (number: number, changes: Partial<Row> = {}) => clientRow({ id: `10000000${String(number)}`, ...changes });

describe('a live list', () => {
  let server: ApolloTestingController;
  let connection: Connection;
  let list: LiveList<Row>;
  let search: WritableSignal<string>;
  let isWhole: WritableSignal<boolean>;
  let live: TestOperation;

  const open = async () => {
    server = await useWorld();
    connection = TestBed.inject(Connection);
    search = signal('');
    isWhole = signal(false);
    list = TestBed.runInInjectionContext(() =>
      liveList({
        query: ClientListDocument,
        variables: () => ({ filter: { search: search() }, orderBy: BY_ID, first: 3 }),
        isWhole,
        page: data => data.clients,
        live: ClientListLiveDocument,
        liveVariables: () => ({ filter: { search: search() } }),
        changes: data =>
          data.clientChanged.map(({ id, kind, client }) => ({ id, row: client, isNew: kind === 'ADDED' })),
        compare: () => (one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0),
      }),
    );
    await settle();
    live = server.expectOne(ClientListLiveDocument);
  };
  const answer = async (rows: readonly Row[], more: { hasNextPage?: boolean; value?: number } = {}) => {
    const { hasNextPage = false, value = rows.length } = more;
    const pageInfo = { hasNextPage, hasPreviousPage: false, startCursor: rows[0]?.id, endCursor: rows.at(-1)?.id };
    server.expectOne(ClientListDocument).flushData({
      clients: { nodes: rows, pageInfo, totalCount: { value, isExact: true } },
    });
    await settle();
  };
  const hear = async (...changes: (readonly [kind: 'ADDED' | 'CHANGED' | 'REMOVED', client: Row])[]) => {
    live.flushData({
      clientChanged: changes.map(([kind, client]) => ({
        id: client.id,
        kind,
        client: kind === 'REMOVED' ? null : client,
      })),
    });
    await gathered();
  };
  /** What was heard is drawn, and a page that is to be read anew is asked for. */
  const gathered = async () => {
    for (let turn = 0; turn < 3; turn++) await settle();
  };
  const shown = () =>
    list
      .rows()
      ?.map(each => each().id.at(-1))
      .join('');

  afterEach(() => server.verify());

  it('shows its page, and how many there are', async () => {
    await open();
    expect(list.rows()).toBeUndefined();
    expect(list.isBusy()).toBeTrue();

    await answer([row(1), row(2)], { value: 5000 });

    expect(shown()).toBe('12');
    expect(list.total()).toEqual({ value: 5000, isExact: true });
    expect(list.isBusy()).toBeFalse();
  });

  it('draws a row anew that changes, and reads nothing', async () => {
    await open();
    await answer([row(1), row(2)]);
    const before = list.rows();

    await hear(['CHANGED', row(2, { presence: 'OFFLINE' })]);

    expect(list.rows()?.[1]?.().presence).toBe('OFFLINE');
    expect(list.rows()).toBe(before);
  });

  it('reads its page anew where a row comes', async () => {
    await open();
    await answer([row(1), row(3)]);
    await hear(['ADDED', row(2)]);

    await answer([row(1), row(2), row(3)]);

    expect(shown()).toBe('123');
    expect(list.isBusy()).toBeFalse();
  });

  it('reads its page anew where a row goes', async () => {
    await open();
    await answer([row(1), row(2)]);
    await hear(['REMOVED', row(1)]);

    await answer([row(2)]);

    expect(shown()).toBe('2');
  });

  it('leaves alone what happens on other pages, but for how many there are', async () => {
    await open();
    await answer([row(1), row(2)], { hasNextPage: true });
    await hear(['CHANGED', row(9)]);
    server.expectNone(ClientListDocument);

    await hear(['ADDED', row(9)]);
    await answer([row(1), row(2)], { hasNextPage: true, value: 3 });

    expect(list.total()?.value).toBe(3);
  });

  it('does not lose what it hears while a page is on its way that is older', async () => {
    await open();
    await answer([row(1)]);
    await hear(['ADDED', row(2)]);
    await hear(['CHANGED', row(1, { alias: 'new@ad' })]);

    await answer([row(1, { alias: 'old@ad' }), row(2)]);

    expect(list.rows()?.[0]?.().alias).toBe('new@ad');
  });

  it('keeps the rows that it shows until what is wanted comes', async () => {
    await open();
    await answer([row(1)]);
    search.set('desk');
    await settle();
    live = server.expectOne(ClientListLiveDocument);
    expect(shown()).toBe('1');
    expect(list.isBusy()).toBeTrue();

    await answer([row(2)]);

    expect(shown()).toBe('2');
    expect(list.isBusy()).toBeFalse();
  });

  it('says why where what is wanted cannot be had, and can be asked again', async () => {
    await open();
    server.expectOne(ClientListDocument).networkError(new Error('offline'));
    await settle();
    expect(list.error()).toBeDefined();
    expect(list.rows()).toBeUndefined();

    list.reload();
    await settle();
    await answer([row(1)]);

    expect(list.error()).toBeUndefined();
    expect(shown()).toBe('1');
  });

  it('is read once more when the following has begun, and after a lost connection, until that is done', async () => {
    await open();
    await answer([row(1)]);
    connection.connecting();
    connection.connected(new Date());
    await gathered();
    await answer([row(1), row(2)]);
    expect(shown()).toBe('12');

    connection.lost();
    connection.connected(new Date());
    await gathered();
    server.expectOne(ClientListDocument).networkError(new Error('not yet'));
    await gathered();
    expect(connection.state()).toBe('reconnecting');
    expect(shown()).toBe('12');

    await answer([row(2)]);
    await gathered();
    expect(connection.state()).toBe('live');
    expect(shown()).toBe('2');
  });

  describe('without pages', () => {
    beforeEach(async () => {
      await open();
      isWhole.set(true);
      await answer([row(1), row(4)], { hasNextPage: true, value: 9 });
    });

    it('adds the next rows when asked to, once at a time', async () => {
      list.more();
      list.more();
      await settle();
      const { operation } = server.expectOne(ClientListDocument);
      expect(operation.variables).toEqual(jasmine.objectContaining({ first: 100, after: row(4).id }));
    });

    it('puts rows in their places by itself', async () => {
      await hear(['ADDED', row(2)], ['REMOVED', row(1)], ['CHANGED', row(3)], ['ADDED', row(9)]);
      expect(shown()).toBe('234');
    });

    it('knows how many there are once it has all', async () => {
      list.more();
      await settle();
      await answer([row(5)], { value: 3 });
      await hear(['ADDED', row(9)]);

      expect(shown()).toBe('1459');
      expect(list.total()?.value).toBe(4);
    });
  });
});
