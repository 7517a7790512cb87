import type { ApolloTestingController } from 'apollo-angular/testing';
import { settle } from '../../testing/settle';
import { type Shown, show, useWorld } from '../../testing/page';
import {
  ActiveSessionsDocument,
  ActiveSessionsLiveDocument,
  DashboardDocument,
  DashboardLiveDocument,
  NewestEventsDocument,
  NewestEventsLiveDocument,
  SessionSeriesDocument,
} from '../core/graphql/generated';
import { DashboardPage } from './dashboard-page';

const counters = (onlineClients: number) => ({
  __typename: 'Dashboard',
  connectedClients: 300,
  onlineClients,
  activeSessions: 7,
  asOf: '2026-06-01T12:00:00Z',
});
const session = (id: string, startedAt: string) => ({
  __typename: 'Session',
  id,
  startedAt,
  closing: null,
  from: { __typename: 'SessionParty', clientId: '123456789', alias: 'desk@northwind', isOwn: true },
  to: { __typename: 'SessionParty', clientId: '987654321', alias: null, isOwn: true },
});
const event = (cursor: string, type: string, data = {}) => ({
  __typename: 'Event',
  cursor,
  type,
  at: '2026-06-01T11:59:00Z',
  clientId: '123456789',
  data,
  actor: { __typename: 'Actor', kind: 'DEVICE', name: null },
});

describe('the dashboard', () => {
  let server: ApolloTestingController;
  let page: Shown<DashboardPage>;

  const answer = async (sessions: object[] = [], events: object[] = []) => {
    server.expectOne(DashboardDocument).flushData({ dashboard: { ...counters(212), counters: [] } });
    const sessionSeries = [{ __typename: 'SeriesPoint', at: '2026-06-01T10:00:00Z', sessions: 1234 }];
    server.expectOne(SessionSeriesDocument).flushData({ dashboard: { __typename: 'Dashboard', sessionSeries } });
    server
      .expectOne(ActiveSessionsDocument)
      .flushData({ sessions: { __typename: 'SessionConnection', nodes: sessions } });
    server.expectOne(NewestEventsDocument).flushData({ events: { __typename: 'EventConnection', nodes: events } });
    await settle();
  };

  beforeEach(async () => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z', zone: 'Europe/Berlin' });
    page = await show(DashboardPage);
  });

  it('waits for each of its parts', () => {
    expect(page.element.querySelectorAll('[aria-busy]').length).toBe(4);
  });

  it('shows the counters, and each change of them as it is heard', async () => {
    await answer();
    expect(page.find('[data-counter="online"]').textContent).toContain('212');

    server.expectOne(DashboardLiveDocument).flushData({ dashboardChanged: counters(213) });
    await settle();

    expect(page.find('[data-counter="online"]').textContent).toContain('213');
  });

  it('shows who is connected to whom, and for how long', async () => {
    await answer([session('1', '2026-06-01T11:55:30Z')]);

    const row = page.find('[data-session="1"]').textContent;
    expect(row).toContain('desk@northwind');
    expect(row).toContain('987\u00a0654\u00a0321');
    expect(row).toContain('13:55:30');
    expect(row).toContain('4:30');
  });

  it('takes a session away that has ended, and puts a new one on top', async () => {
    await answer([session('1', '2026-06-01T11:00:00Z'), session('2', '2026-06-01T10:00:00Z')]);

    server.expectOne(ActiveSessionsLiveDocument).flushData({
      sessionChanged: [
        { __typename: 'SessionChange', id: '1', session: { ...session('1', '2026-06-01T11:00:00Z'), isActive: false } },
        { __typename: 'SessionChange', id: '3', session: { ...session('3', '2026-06-01T11:30:00Z'), isActive: true } },
      ],
    });
    await settle();

    const ids = [...page.element.querySelectorAll('[data-session]')].map(row => row.getAttribute('data-session'));
    expect(ids).toEqual(['3', '2']);
  });

  it('says so when nobody is connected and nothing has happened', async () => {
    await answer();

    expect(page.text).toContain('Nobody is connected');
    expect(page.text).toContain('Nothing has happened yet');
  });

  it('tells what happens as it happens, with the reason of an end', async () => {
    await answer([], [event('1', 'CLIENT_ONLINE')]);
    const ended = event('2', 'SESSION_ENDED', { from: '123456789', to: '987654321', reason: 'DEVICE_LOST' });

    server.expectOne(NewestEventsLiveDocument).flushData({ events: [ended] });
    await settle();

    const feed = page.find('app-event-feed ol').textContent.replace(/[\s\u00a0]+/g, ' ');
    expect(feed).toContain('123 456 789 disconnected from 987 654 321 Connection to the device lost');
    expect(feed.indexOf('disconnected')).toBeLessThan(feed.indexOf('came online'));
  });

  it('gives the numbers of the chart as a table too', async () => {
    await answer();

    await page.click('Show as a table');

    expect(page.find('ui-bar-chart table').textContent).toContain('1,234');
    expect(page.element.querySelector('ui-bar-chart svg')).toBeNull();
  });

  it('keeps its other parts where one fails', async () => {
    server.expectOne(ActiveSessionsDocument).networkError(new Error('offline'));
    await settle();

    expect(page.find('app-active-sessions').textContent).toContain('Try again');
    expect(page.element.querySelectorAll('[aria-busy]').length).toBe(3);
  });
});
