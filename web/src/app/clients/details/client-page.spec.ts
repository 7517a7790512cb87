import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { clientDetails, clientSession, party } from '../../../testing/make-fleet';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type ClientDetailsFragment,
  type Right,
  ClientDetailsDocument,
  ClientDetailsLiveDocument,
  ClientSessionsLiveDocument,
  DismissCloneSuspicionDocument,
  RemoveClientAliasDocument,
  RemoveClientDocument,
  SetClientAliasDocument,
  SetClientCommentDocument,
} from '../../core/graphql/generated';
import { Toasts } from '../../core/toasts/toasts';
import { ClientPage } from './client-page';

describe('the page of a client', () => {
  let server: ApolloTestingController;
  let page: Shown<ClientPage>;
  let live: TestOperation;
  let liveSessions: TestOperation;

  const open = async (rights: Right[] = ['CLIENTS_READ', 'CLIENTS_WRITE']) => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z', zone: 'Europe/Berlin' });
    await TestBed.inject(Viewer).enter(user({ rights }));
    page = await show(ClientPage, { id: '123456789' });
    live = server.expectOne(ClientDetailsLiveDocument);
    liveSessions = server.expectOne(ClientSessionsLiveDocument);
  };
  const answer = async (client: object | null, namespace: string | null = 'northwind') => {
    server.expectOne(ClientDetailsDocument).flushData({
      client,
      license: {
        __typename: 'License',
        id: 'license-1',
        namespace: namespace && { __typename: 'Namespace', name: namespace },
      },
    });
    await settle();
  };
  const shownClient = async (changes: Partial<ClientDetailsFragment> & { lastSessions?: object[] } = {}) => {
    await open();
    await answer(clientDetails(changes));
  };
  const retype = async (text: string) => {
    const field = page.find<HTMLInputElement>('.editor input, .editor textarea');
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settle();
  };
  const names = (aliases: string[]) => ({
    __typename: 'Client',
    id: '123456789',
    alias: aliases[0] ?? null,
    aliases,
  });

  it('tells what is known of it', async () => {
    await open();
    expect(page.text).toContain('Loading…');

    await answer(clientDetails({ comment: 'At the front desk', clockSkewSeconds: -300 }));

    expect(page.find('h2').textContent).toBe('reception@northwind');
    expect(page.text).toContain('ID 123 456 789');
    expect(page.text).toContain('Comment At the front desk');
    expect(page.text).toContain('Version 8.0.10');
    expect(page.text).toContain('Platform Windows');
    expect(page.text).toContain('Host name ws-hamburg-1');
    expect(page.text).toContain('Connections Both ways');
    expect(page.text).toContain('Enrolled 7 Mar 2025, 17:23');
    expect(page.text).toContain('Clock 5 minutes behind.');
  });

  const words: [what: string, changes: Partial<ClientDetailsFragment>, words: string][] = [
    ['online', {}, 'Online since 1 Jun 2026, 11:00 (3 hrs). Last confirmed 13:59:50.'],
    ['lost', { presence: 'STALE' }, 'Connection to the device lost, last seen 13:59:50.'],
    [
      'offline',
      { presence: 'OFFLINE', onlineSince: null, lastSeenAt: '2026-05-30T12:00:00Z' },
      'Offline. Last seen 30 May 2026, 14:00, 2 days ago.',
    ],
    ['never seen', { presence: 'OFFLINE', onlineSince: null, lastSeenAt: null }, 'Offline. It was never seen.'],
  ];

  for (const [what, changes, text] of words) {
    it(`says in words that it is ${what}, and as of when`, async () => {
      await shownClient(changes);
      expect(page.text).toContain(text);
    });
  }

  it('can be connected to where that fits, by the account’s link', async () => {
    await shownClient();
    expect(page.find('a[href^=anydesk]').textContent).toContain('Connect');
  });

  it('cannot be connected to where it does not fit', async () => {
    await shownClient({ connectUrl: null });
    expect(page.text).not.toContain('Connect ');
  });

  it('shows its last sessions on either side, and how they go on', async () => {
    await shownClient({
      lastSessions: [
        clientSession(),
        clientSession({
          id: '7000',
          isActive: false,
          durationSeconds: 245,
          from: party('300000000', 'support@northwind'),
          to: party('123456789'),
        }),
      ],
    });
    expect(page.read('[data-row="7001"]')).toMatch(/to 200 000 000.*1 Jun 2026, 13:29.*30:00 Active/);
    expect(page.read('[data-row="7000"]')).toMatch(/from support@northwind.*4:05/);
    expect(page.find('[data-row="7001"] a').getAttribute('href')).toBe('/sessions/7001');

    liveSessions.flushData({
      sessionChanged: [{ __typename: 'SessionChange', id: '7001', session: clientSession({ closing: 'DELIVERED' }) }],
    });
    await settle();
    expect(page.read('[data-row="7001"]')).toContain('Closing…');
  });

  it('follows what happens to it', async () => {
    await shownClient({ presence: 'OFFLINE', onlineSince: null });
    const client = clientDetails({ onlineSince: '2026-06-01T12:00:00Z', lastSessions: [clientSession()] } as object);

    live.flushData({
      clientChanged: [{ __typename: 'ClientChange', id: '123456789', kind: 'CHANGED', client }],
    });
    await settle();

    expect(page.text).toContain('Online since 1 Jun 2026, 14:00');
    expect(page.element.querySelector('[data-row="7001"]')).not.toBeNull();
  });

  it('gets its first alias', async () => {
    await shownClient({ alias: null, aliases: [] });
    expect(page.text).toContain('No alias');
    await page.click('Change Alias');
    expect(page.text).toContain('reception@northwind, or @ad, which everybody may use');

    await retype('lobby@northwind');
    await page.click('Save');
    const sent = server.expectOne(SetClientAliasDocument);
    expect(sent.operation.variables).toEqual({ id: '123456789', alias: 'lobby@northwind' });
    sent.flushData({ setClientAlias: names(['lobby@northwind']) });
    await settle();

    expect(page.find('h2').textContent).toBe('lobby@northwind');
    expect(page.element.querySelector('.editor')).toBeNull();
  });

  it('says while typing what can be no alias', async () => {
    await shownClient();
    await page.click('Change Alias');
    await retype('admin@northwind');
    expect(page.text).toContain('This name is reserved');

    await page.click('Save');
    server.expectNone(SetClientAliasDocument);
  });

  const refusals: [what: string, extensions: object, words: string][] = [
    ['taken', { code: 'CONFLICT', details: { reason: 'TAKEN' } }, 'Another client has this alias'],
    ['one too many', { code: 'ALIAS_LIMIT_REACHED', details: { limit: 5, used: 5 } }, 'is full (5 of 5 aliases)'],
  ];

  for (const [what, extensions, text] of refusals) {
    it(`says in words why an alias is refused that is ${what}`, async () => {
      await shownClient();
      await page.click('Change Alias');
      await retype('lobby@northwind');
      await page.click('Save');
      server.expectOne(SetClientAliasDocument).graphqlErrors([{ message: 'no', extensions: { ...extensions } }]);
      await settle();

      expect(page.find('.fault').textContent).toContain(text);
    });
  }

  it('gives a public alias up once it has the new one', async () => {
    await shownClient({ alias: 'old@ad', aliases: ['old@ad'] });
    await page.click('Change Alias');
    await retype('new@ad');
    await page.click('Save');
    server.expectOne(SetClientAliasDocument).flushData({ setClientAlias: names(['new@ad', 'old@ad']) });
    await settle();

    const sent = server.expectOne(RemoveClientAliasDocument);
    expect(sent.operation.variables).toEqual({ id: '123456789', alias: 'old@ad' });
    sent.flushData({ removeClientAlias: names(['new@ad']) });
    await settle();
    expect(page.find('h2').textContent).toBe('new@ad');
  });

  it('gives an alias up that is emptied', async () => {
    await shownClient();
    await page.click('Change Alias');
    await retype('');
    await page.click('Save');
    server.expectOne(RemoveClientAliasDocument).flushData({ removeClientAlias: names([]) });
    await settle();

    expect(page.text).toContain('No alias');
    expect(page.find('h2').textContent).toBe('123\u00a0456\u00a0789');
  });

  it('can have another alias, but not a fourth public one', async () => {
    await shownClient();
    await page.click('Add another alias');
    await retype('lobby@ad');
    await page.click('Save');
    server.expectOne(SetClientAliasDocument).flushData({
      setClientAlias: names(['reception@northwind', 'lobby@ad', 'desk@ad', 'door@ad']),
    });
    await settle();

    expect(page.text).toContain('door@ad');
    expect(page.text).not.toContain('Add another alias');
  });

  it('gets a comment', async () => {
    await shownClient();
    await page.click('Change Comment');
    await retype('Spare');
    await page.click('Save');
    const sent = server.expectOne(SetClientCommentDocument);
    expect(sent.operation.variables).toEqual({ id: '123456789', comment: 'Spare' });
    sent.flushData({ setClientComment: { __typename: 'Client', id: '123456789', comment: 'Spare' } });
    await settle();

    expect(page.text).toContain('Comment Spare');
  });

  it('is removed once that is confirmed, and the list is shown again', async () => {
    await shownClient();
    const navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    await page.click('Remove');
    expect(page.find('dialog').textContent).toContain('Remove reception@northwind?');
    expect(page.find('dialog').textContent).toContain('The seat is free at once');
    expect(page.find('dialog').textContent).toContain('stays in the log');

    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(RemoveClientDocument).flushData({ removeClient: { __typename: 'Client', id: '123456789' } });
    await settle();

    expect(String(navigate.calls.mostRecent().args[0])).toBe('/clients');
    expect(TestBed.inject(Toasts).list()[0]?.text).toBe('reception@northwind was removed');
  });

  it('says so when somebody else removes it', async () => {
    await shownClient();
    live.flushData({
      clientChanged: [{ __typename: 'ClientChange', id: '123456789', kind: 'REMOVED', client: null }],
    });
    await settle();

    expect(page.text).toContain('reception@northwind was removed');
    expect(page.text).toContain('To the clients');
  });

  it('that may be a copy says what to do, until that is settled', async () => {
    await shownClient({ suspectedCloneAt: '2026-06-01T10:00:00Z' });
    expect(page.text).toContain('On 1 Jun 2026, 12:00 another device claimed to be this one');

    await page.click('It is settled');
    server.expectOne(DismissCloneSuspicionDocument).flushData({
      dismissCloneSuspicion: { __typename: 'Client', id: '123456789', suspectedCloneAt: null },
    });
    await settle();

    expect(page.text).not.toContain('another device claimed');
  });

  it('is only looked at by those who may no more', async () => {
    await open(['CLIENTS_READ']);
    await answer(clientDetails({ suspectedCloneAt: '2026-06-01T10:00:00Z' }));

    expect(page.text).not.toContain('Remove');
    expect(page.text).not.toContain('It is settled');
    expect(page.element.querySelector('.pencil')).toBeNull();
  });

  it('that nobody knows says so, with a way out', async () => {
    await open();
    await answer(null);

    expect(page.text).toContain('There is no such client');
    expect(page.text).toContain('To the clients');
  });
});
