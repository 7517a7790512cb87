import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { party, sessionRow } from '../../../testing/make-fleet';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type SessionRowFragment,
  ExportSessionsDocument,
  FindClientsDocument,
  SessionListDocument,
  SessionListLiveDocument,
} from '../../core/graphql/generated';
import { SAVE_FILE } from '../../core/list/save-file';
import { NOW } from '../../core/time/now';
import { SessionsPage } from './sessions-page';

describe('the sessions tab', () => {
  let server: ApolloTestingController;
  let page: Shown<SessionsPage>;
  let live: TestOperation;
  let now: WritableSignal<Date>;
  let saved: jasmine.Spy;

  const open = async (address = '/') => {
    now = signal(new Date('2026-06-01T12:00:00Z'));
    saved = jasmine.createSpy('saveFile');
    const providers = [
      { provide: NOW, useValue: now },
      { provide: SAVE_FILE, useValue: saved },
    ];
    server = await useWorld({ zone: 'Europe/Berlin', providers });
    await TestBed.inject(Viewer).enter(user({ rights: ['SESSIONS_READ', 'SESSIONS_WRITE'] }));
    await TestBed.inject(Router).navigateByUrl(address);
    page = await show(SessionsPage);
    live = server.expectOne(SessionListLiveDocument);
  };
  const answer = async (nodes: readonly SessionRowFragment[]) => {
    const asked = server.expectOne(SessionListDocument);
    const pageInfo = { hasNextPage: false, hasPreviousPage: false, startCursor: 'start', endCursor: 'end' };
    asked.flushData({ sessions: { nodes, pageInfo, totalCount: { value: 10_000, isExact: false } } });
    await settle();
    return asked.operation.variables;
  };
  const hear = async (session: SessionRowFragment) => {
    live.flushData({ sessionChanged: [{ id: session.id, session }] });
    for (let turn = 0; turn < 3; turn++) await settle();
  };
  const url = () => TestBed.inject(Router).url;
  const row = (id: string) => page.read(`[data-row="${id}"]`);
  const choose = async (filter: string, option: string) => {
    await page.click(filter);
    const options = [...document.querySelectorAll<HTMLElement>('[role=dialog] label')];
    options.find(label => label.textContent.trim() === option)?.click();
    await settle();
    live = server.expectOne(SessionListLiveDocument);
  };

  afterEach(() => server.verify());

  it('shows from whom to whom, by alias and number, start, end with its reason, duration and comment', async () => {
    await open();
    await answer([
      sessionRow(),
      sessionRow({
        id: '7000',
        isActive: false,
        endedAt: '2026-06-01T10:04:05Z',
        durationSeconds: 245,
        endReason: 'DEVICE_LOST',
        comment: 'VPN',
        from: { ...party('300000000'), isOwn: false },
      }),
    ]);

    expect(row('7001')).toMatch(/reception@northwind 123 456 789.*200 000 000.*1 Jun 2026, 13:29.*Active.*30:00.*–/);
    expect(row('7000')).toMatch(/300 000 000 not in this account.*1 Jun 2026, 12:04 Connection to the device lost/);
    expect(row('7000')).toMatch(/4:05.*VPN/);
    expect(page.find('[data-row="7001"] a').getAttribute('href')).toBe('/sessions/7001');
    expect(page.text).toContain('1–2 of more than 10,000');
  });

  it('is saved as a CSV file, as it is narrowed', async () => {
    await open('/?state=active');
    await answer([sessionRow()]);

    await page.click('Export to CSV');
    const asked = server.expectOne(ExportSessionsDocument);
    asked.flushData({ exportSessions: { __typename: 'Download', url: '/my/exports/sessions' } });
    await settle();

    expect(asked.operation.variables['filter']).toEqual({ isActive: true });
    expect(saved).toHaveBeenCalledOnceWith('/my/exports/sessions');
  });

  it('counts on while a session is active, and not once it has ended', async () => {
    await open();
    await answer([sessionRow(), sessionRow({ id: '7000', isActive: false, durationSeconds: 5 })]);
    now.set(new Date('2026-06-01T12:00:01Z'));
    await settle();

    expect(row('7001')).toContain('30:01');
    expect(row('7000')).toContain('0:05');
  });

  it('shows a session the moment it starts, on top', async () => {
    await open();
    await answer([sessionRow()]);
    await hear(sessionRow({ id: '7002', startedAt: '2026-06-01T12:00:00Z' }));
    await answer([sessionRow({ id: '7002', startedAt: '2026-06-01T12:00:00Z' }), sessionRow()]);

    expect(page.find('[data-row]').getAttribute('data-row')).toBe('7002');
  });

  it('shows how a session is being closed, and how it ended', async () => {
    await open();
    await answer([sessionRow()]);
    await hear(sessionRow({ closing: 'QUEUED' }));
    expect(row('7001')).toContain('Closing…');

    await hear(
      sessionRow({
        isActive: false,
        closing: 'CONFIRMED',
        endReason: 'CLOSED_BY_PORTAL',
        endedAt: '2026-06-01T12:00:00Z',
      }),
    );
    expect(row('7001')).toContain('1 Jun 2026, 14:00 Closed in the portal');
  });

  it('lets a session go that no longer fits the filter', async () => {
    await open('/?state=active');
    await answer([sessionRow()]);
    await hear(sessionRow({ isActive: false }));

    await answer([]);
    expect(page.text).toContain('No session matches');
  });

  it('asks for what its address says', async () => {
    await open('/?comment=vpn&client=123456789&direction=IN&state=ended&reasons=MAX_LENGTH&span=week&sort=START');
    const variables = await answer([sessionRow()]);

    expect(variables['filter']).toEqual({
      comment: 'vpn',
      clientId: '123456789',
      direction: 'IN',
      isActive: false,
      endReasons: ['MAX_LENGTH'],
      from: '2026-05-25T22:00:00.000Z',
    });
    expect(variables['orderBy']).toEqual({ field: 'STARTED_AT', direction: 'ASC' });
    const toolbar = page.read('ui-toolbar');
    for (const words of ['Last 7 days', '123 456 789', 'Incoming', 'Ended', 'Reached the maximum length']) {
      expect(toolbar).toContain(words);
    }
  });

  it('is narrowed by direction, state and reason', async () => {
    await open();
    await answer([sessionRow()]);
    await choose('Direction', 'Outgoing');
    await answer([sessionRow()]);
    await choose('Status', 'Active');
    await answer([sessionRow()]);

    expect(url()).toBe('/?direction=OUT&state=active');
  });

  it('is narrowed to a span of time, and to days', async () => {
    await open();
    await answer([sessionRow()]);
    await choose('Time range', 'Last 30 days');
    expect((await answer([sessionRow()]))['filter']).toEqual({ from: '2026-05-02T22:00:00.000Z' });

    const [first, last] = document.querySelectorAll<HTMLInputElement>('[role=dialog] [type=date]');
    if (!first || !last) throw new Error('There are no days to choose');
    first.value = '2026-06-01';
    first.dispatchEvent(new Event('change'));
    await settle();
    live = server.expectOne(SessionListLiveDocument);
    await answer([sessionRow()]);
    last.value = '2026-05-20';
    last.dispatchEvent(new Event('change'));
    await settle();
    live = server.expectOne(SessionListLiveDocument);
    await answer([sessionRow()]);

    expect(url()).toBe('/?since=2026-05-20&until=2026-05-20');
    expect(page.read('ui-toolbar')).toContain('Time range 20 May 2026');
  });

  it('is narrowed to one client, found by its name, or by any number typed in full', async () => {
    await open();
    await answer([sessionRow()]);
    await page.click('Client');
    const type = async (text: string) => {
      const field = document.querySelector<HTMLInputElement>('[role=dialog] input');
      if (!field) throw new Error('There is nothing to type in');
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await settle();
      const asked = server.expectOne(FindClientsDocument);
      const found = { __typename: 'Client', id: '200000000', alias: 'lobby@northwind', hostName: 'ws-2' };
      asked.flushData({ clients: { __typename: 'ClientConnection', nodes: text === 'lob' ? [found] : [] } });
      await settle();
    };

    await type('lob');
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('lobby@northwind');
    await type('987 654 321');
    document.querySelector<HTMLElement>('[role=dialog] li button')?.click();
    await settle();
    live = server.expectOne(SessionListLiveDocument);
    await answer([sessionRow()]);

    expect(url()).toBe('/?client=987654321');
    expect(page.read('ui-toolbar')).toContain('Client 987 654 321');
  });

  it('begins a day at its first midnight, not at the second of the clock', async () => {
    await open('/?span=today');
    await answer([sessionRow()]);
    now.set(new Date('2026-06-01T12:00:01Z'));
    await settle();
    server.expectNone(SessionListDocument);

    now.set(new Date('2026-06-01T22:00:00Z'));
    await settle();
    live = server.expectOne(SessionListLiveDocument);
    expect((await answer([]))['filter']).toEqual({ from: '2026-06-01T22:00:00.000Z' });
  });

  it('says so where nothing has happened yet', async () => {
    await open();
    await answer([]);
    expect(page.text).toContain('A session appears here the moment it starts.');
  });
});
