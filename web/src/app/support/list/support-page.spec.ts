import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { ticketRow } from '../../../testing/make-support';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { TicketListDocument, TicketListLiveDocument, type TicketRowFragment } from '../../core/graphql/generated';
import { SupportPage } from './support-page';

describe('the page of support tickets', () => {
  let server: ApolloTestingController;
  let live: TestOperation;
  let page: Shown<SupportPage>;

  const open = async (
    world: World = {},
    rights: ReturnType<typeof user>['rights'] = ['TICKETS_READ', 'TICKETS_WRITE'],
  ) => {
    server = await useWorld(world);
    const preferences = { language: world.language ?? 'en', timeZone: 'Europe/Berlin' };
    await TestBed.inject(Viewer).enter(user({ rights, preferences }));
    page = await show(SupportPage);
    live = server.expectOne(TicketListLiveDocument);
  };
  const answer = async (...nodes: TicketRowFragment[]) => {
    server.expectOne(TicketListDocument).flushData({
      tickets: {
        __typename: 'SupportTicketConnection',
        nodes,
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: 'start', endCursor: 'end' },
        totalCount: { value: nodes.length, isExact: true },
      },
    });
    await settle();
  };

  afterEach(() => server.verify());

  it('shows each with number, subject and state, and leads to a new one', async () => {
    await open();
    await answer(ticketRow(), ticketRow({ id: 'ticket-2', number: 'T-2026-000041', state: 'ANSWERED' }));

    expect(page.text).toContain('T-2026-000042 Subject No sound State Waiting for support Last change 1 hour ago');
    expect(page.text).toContain('Answered');
    expect(page.find<HTMLAnchorElement>('.lead a').getAttribute('href')).toBe('/settings/support/new');
    expect(await findings(page.element)).toEqual([]);
  });

  it('speaks German', async () => {
    await open({ language: 'de' });
    await answer(ticketRow({ state: 'CLOSED' }));

    expect(page.text).toContain('An den Support schreiben');
    expect(page.text).toContain('Abgeschlossen');
  });

  it('is read anew when an answer comes', async () => {
    await open();
    await answer(ticketRow());
    live.flushData({ ticketChanged: [ticketRow({ state: 'ANSWERED' })] });
    await settle();
    await answer(ticketRow({ state: 'ANSWERED' }));

    expect(page.text).toContain('Answered');
  });

  it('says that there are none', async () => {
    await open();
    await answer();

    expect(page.text).toContain('No tickets yet');
  });

  it('leads those to no form who may not write', async () => {
    await open({}, ['TICKETS_READ']);
    await answer(ticketRow());

    expect(page.text).not.toContain('Write to support');
  });

  it('says what was refused, and tries again when asked to', async () => {
    await open();
    server.expectOne(TicketListDocument).graphqlErrors([{ message: 'no', extensions: { code: 'FORBIDDEN' } }]);
    await settle();
    expect(page.find('[role=alert]').textContent).toContain('You do not have the right');

    await page.click('Try again');
    await answer(ticketRow());
    expect(page.text).toContain('T-2026-000042');
  });
});
