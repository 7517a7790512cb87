import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { clientRow } from '../../../testing/make-fleet';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type ClientRowFragment,
  ClientFacetsDocument,
  ClientListDocument,
  ClientListLiveDocument,
  ExportClientsDocument,
  RemoveClientsDocument,
  SetClientCommentsDocument,
  SuspectedCopiesDocument,
} from '../../core/graphql/generated';
import { SAVE_FILE } from '../../core/list/save-file';
import { Toasts } from '../../core/toasts/toasts';
import { ClientsPage } from './clients-page';

describe('the clients tab', () => {
  let server: ApolloTestingController;
  let page: Shown<ClientsPage>;
  let live: TestOperation;

  const open = async (address = '/', world: World = {}) => {
    server = await useWorld(world);
    await TestBed.inject(Viewer).enter(user({ rights: ['CLIENTS_READ', 'CLIENTS_WRITE'] }));
    await TestBed.inject(Router).navigateByUrl(address);
    page = await show(ClientsPage);
    live = server.expectOne(ClientListLiveDocument);
  };
  const answer = async (nodes: readonly ClientRowFragment[], copies = 0) => {
    const versions = [{ __typename: 'VersionCount', version: '9.6.1', clients: 1234 }];
    server
      .match(ClientFacetsDocument)
      .forEach(facets =>
        facets.flushData({ clientFacets: { __typename: 'ClientFacets', presence: [], platforms: [], versions } }),
      );
    server.match(SuspectedCopiesDocument).forEach(suspects =>
      suspects.flushData({
        clients: { __typename: 'ClientConnection', totalCount: { __typename: 'TotalCount', value: copies } },
      }),
    );
    const asked = server.expectOne(ClientListDocument);
    const pageInfo = { hasNextPage: true, hasPreviousPage: false, startCursor: 'start', endCursor: 'end' };
    asked.flushData({ clients: { nodes, pageInfo, totalCount: { value: 5000, isExact: true } } });
    await settle();
    return asked.operation.variables;
  };
  const url = () => TestBed.inject(Router).url;
  const row = (id: string) => page.read(`[data-row="${id}"]`);
  const pick = async (id: string) => {
    page.find(`[data-row="${id}"] input`).click();
    await settle();
  };

  it('shows each client’s number, alias, presence with its length, version, platform, host name, and last sign of life', async () => {
    await open();
    expect(page.text).toContain('Loading…');

    await answer([
      clientRow({ onlineSince: '2026-06-01T08:48:00Z' }),
      clientRow({
        id: '200000000',
        alias: null,
        presence: 'OFFLINE',
        onlineSince: null,
        lastSeenAt: '2026-05-30T12:00:00Z',
      }),
      clientRow({ id: '300000000', presence: 'STALE', lastSeenAt: '2026-06-01T11:59:48Z', version: null }),
      clientRow({ id: '400000000', presence: 'OFFLINE', onlineSince: null, lastSeenAt: null }),
    ]);

    expect(row('123456789')).toContain('123 456 789');
    expect(row('123456789')).toContain('reception@northwind');
    expect(row('123456789')).toContain('Online for 3 hrs 12 mins');
    expect(row('123456789')).toMatch(/8\.0\.10.*Windows.*ws-hamburg-1.*now/);
    expect(row('200000000')).toMatch(/Alias ?– .*Offline.*2 days ago/);
    expect(row('300000000')).toMatch(/Reconnecting.*12 seconds ago/);
    expect(row('400000000')).toContain('never');
    expect(page.text).toContain('1–4 of 5,000');
  });

  it('is saved as a CSV file, as it is narrowed and ordered, and its chosen rows by themselves', async () => {
    const saved = jasmine.createSpy('saveFile');
    await open('/?search=reception&sort=ALIAS', { providers: [{ provide: SAVE_FILE, useValue: saved }] });
    await answer([clientRow()]);

    await page.click('Export to CSV');
    const all = server.expectOne(ExportClientsDocument);
    all.flushData({ exportClients: { __typename: 'Download', url: '/my/exports/all' } });
    await settle();
    expect(all.operation.variables).toEqual(
      jasmine.objectContaining({
        filter: { search: 'reception' },
        orderBy: { field: 'ALIAS', direction: 'ASC' },
        first: 50,
      }),
    );

    await pick('123456789');
    page.element.querySelectorAll<HTMLElement>('ui-export-button button')[1]?.click();
    const chosen = server.expectOne(ExportClientsDocument);
    chosen.flushData({ exportClients: { __typename: 'Download', url: '/my/exports/chosen' } });
    await settle();
    expect(chosen.operation.variables).toEqual({ filter: { ids: ['123456789'] }, options: { scope: 'EVERYTHING' } });

    expect(saved.calls.allArgs()).toEqual([['/my/exports/all'], ['/my/exports/chosen']]);
  });

  it('leads to a client by its number and by the arrow', async () => {
    await open();
    await answer([clientRow()]);

    const links = [...page.element.querySelectorAll('[data-row] a')].map(link => link.getAttribute('href'));
    expect(links).toEqual(['/clients/123456789', '/clients/123456789']);
  });

  it('shows a device that comes online without being asked to', async () => {
    await open();
    await answer([clientRow({ presence: 'OFFLINE', onlineSince: null })]);

    live.flushData({
      clientChanged: [{ id: '123456789', kind: 'CHANGED', client: clientRow({ onlineSince: '2026-06-01T12:00:00Z' }) }],
    });
    for (let turn = 0; turn < 3; turn++) await settle();

    expect(row('123456789')).toContain('Online for 0 secs');
  });

  it('asks for what its address says', async () => {
    await open('/?search=1%20011%20422&presence=ONLINE,STALE&version=9.6.1&unseen=30&sort=-LAST_SEEN&rows=25');
    const variables = await answer([clientRow()]);

    expect(variables).toEqual({
      filter: { search: '1011422', presence: ['ONLINE', 'STALE'], version: ['9.6.1'], notSeenForDays: 30 },
      orderBy: { field: 'LAST_SEEN', direction: 'DESC' },
      first: 25,
      after: null,
      last: null,
      before: null,
    });
    expect(page.text).toContain('Status Online, Reconnecting');
    expect(page.text).toContain('Not seen for 30 days');
    expect(page.find('[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    expect(page.text).toContain('These clients are offline and take seats.');
  });

  it('is searched, filtered and sorted by its address', async () => {
    await open();
    await answer([clientRow()]);

    await page.type('query', 'reception');
    live = server.expectOne(ClientListLiveDocument);
    await answer([clientRow()]);
    page.element.querySelectorAll<HTMLElement>('th button')[1]?.click();
    await settle();
    await answer([clientRow()]);

    expect(url()).toBe('/?search=reception&sort=ALIAS');
  });

  it('turns to the next page', async () => {
    await open();
    await answer([clientRow()]);
    await page.click('Next page');

    const variables = await answer([clientRow({ id: '200000000' })]);

    expect(variables['after']).toBe('end');
    expect(url()).toBe('/?after=end&page=2');
    expect(page.text).toContain('51–51 of 5,000');
  });

  it('says how a first client comes, where there is none', async () => {
    await open();
    await answer([]);

    expect(page.text).toContain('No clients yet');
    expect(page.text).toContain('To the license key');
  });

  it('leads out of filters that nothing fits', async () => {
    await open('/?search=nothing');
    await answer([]);
    expect(page.text).toContain('No client matches');

    await page.click('Show all clients');
    live = server.expectOne(ClientListLiveDocument);
    await answer([clientRow()]);
    expect(url()).toBe('/');
    expect(page.find<HTMLInputElement>('[name=query]').value).toBe('');
  });

  it('says why it cannot be shown', async () => {
    await open();
    server.expectOne(ClientListDocument).graphqlErrors([{ message: 'no', extensions: { code: 'FORBIDDEN' } }]);
    await settle();

    expect(page.find('[role=alert]').textContent).toContain('You do not have the right');
  });

  it('begins anew where the cursor of its address is none any more', async () => {
    await open('/?after=nonsense&page=7');
    server.expectOne(ClientListDocument).graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }]);
    await settle();
    await page.click('Try again');
    await answer([clientRow()]);

    expect(url()).toBe('/');
  });

  it('tells of possible copies, and leads to them', async () => {
    await open();
    await answer([clientRow()], 2);
    expect(page.text).toContain('2 clients may have been copied');

    await page.click('Show them');
    live = server.expectOne(ClientListLiveDocument);
    const variables = await answer([clientRow({ suspectedCloneAt: '2026-06-01T10:00:00Z' })], 2);

    expect(variables['filter']).toEqual({ isCloneSuspected: true });
    expect(page.text).toContain('Another device claimed to be one of these');
  });

  it('removes several clients once that is confirmed, and says what became of each', async () => {
    await open();
    await answer([clientRow(), clientRow({ id: '200000000' })]);
    await pick('123456789');
    await pick('200000000');
    await page.click('Remove…');
    expect(page.find('dialog').textContent).toContain('Remove 2 clients?');
    expect(page.find('dialog').textContent).toContain('free at once');

    await page.click('Remove');
    const sent = server.expectOne(RemoveClientsDocument);
    expect(sent.operation.variables).toEqual({ ids: ['123456789', '200000000'] });
    sent.flushData({
      removeClients: [
        { __typename: 'ClientResult', id: '123456789', refusal: null },
        { __typename: 'ClientResult', id: '200000000', refusal: { __typename: 'Refusal', code: 'NOT_FOUND' } },
      ],
    });
    await settle();

    const toasts = TestBed.inject(Toasts)
      .list()
      .map(({ text }) => text);
    expect(toasts).toEqual(['1 client removed', '1 client was left as it was. This does not exist any more.']);
    expect(page.text).toContain('1 selected');
    expect(page.element.querySelector('dialog')).toBeNull();
  });

  it('writes one comment on several clients', async () => {
    await open();
    await answer([clientRow()]);
    await pick('123456789');
    await page.click('Comment…');
    await page.type('comment', ' spare ');
    await page.click('Save comment');

    const sent = server.expectOne(SetClientCommentsDocument);
    expect(sent.operation.variables).toEqual({ ids: ['123456789'], comment: 'spare' });
    sent.flushData({ setClientComments: [{ __typename: 'ClientResult', id: '123456789', refusal: null }] });
    await settle();

    expect(TestBed.inject(Toasts).list()[0]?.text).toBe('Comment saved on 1 client');
  });

  it('offers nothing to those who may only look', async () => {
    await open();
    await TestBed.inject(Viewer).enter(user({ rights: ['CLIENTS_READ'] }));
    await answer([clientRow()]);

    expect(page.element.querySelector('[data-row] input')).toBeNull();
  });
});
