import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { findings } from '../../testing/axe';
import { user } from '../../testing/make';
import { type Shown, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { Viewer } from '../core/auth/viewer';
import {
  ActivityDocument,
  ActivityLiveDocument,
  ActivityPeopleDocument,
  type DeedFragment,
  ExportEventsDocument,
  type Right,
} from '../core/graphql/generated';
import { SAVE_FILE } from '../core/list/save-file';
import { ActivityPage } from './activity-page';

const deed = (changes: Partial<DeedFragment> = {}): DeedFragment & { __typename: 'Event' } => ({
  __typename: 'Event',
  id: 'c1',
  type: 'USER_ROLE_CHANGED',
  at: '2026-06-01T11:30:00Z',
  actor: { __typename: 'Actor', kind: 'USER', id: 'user-1', name: 'Jonas Weber', ip: '203.0.113.7' } as never,
  clientId: null,
  sessionId: null,
  data: { userId: 'user-9', before: 'VIEWER', role: 'ADMIN' },
  ...changes,
});
const actor = (changes: object) => ({ ...deed().actor, ip: null, ...changes }) as DeedFragment['actor'];
const PEOPLE_KINDS = ['USER', 'TOKEN', 'OPERATOR'];

describe('the page of activity', () => {
  let server: ApolloTestingController;
  let page: Shown<ActivityPage>;
  let live: TestOperation;
  let saved: jasmine.Spy;

  const open = async (address = '/', rights: Right[] = ['EVENTS_READ', 'PEOPLE']) => {
    saved = jasmine.createSpy('saveFile');
    server = await useWorld({ now: '2026-06-01T12:00:00Z', providers: [{ provide: SAVE_FILE, useValue: saved }] });
    await TestBed.inject(Viewer).enter(user({ rights }));
    await TestBed.inject(Router).navigateByUrl(address);
    page = await show(ActivityPage);
    live = server.expectOne(ActivityLiveDocument);
    if (!rights.includes('PEOPLE')) return;
    const users = [{ __typename: 'User' as const, id: 'user-1', name: 'Jonas Weber', email: 'jonas@example.com' }];
    server.expectOne(ActivityPeopleDocument).flushData({ users });
    await settle();
  };
  /** Answers as the log does: the oldest first. */
  const answer = async (nodes: readonly DeedFragment[], hasPreviousPage = false) => {
    const asked = server.expectOne(ActivityDocument);
    const pageInfo = { hasNextPage: false, hasPreviousPage, startCursor: 'oldest', endCursor: 'newest' };
    asked.flushData({ events: { nodes, pageInfo, totalCount: { value: nodes.length, isExact: true } } });
    await settle();
    return asked.operation.variables;
  };
  const choose = async (filter: string, option: string) => {
    await page.click(filter);
    const options = [...document.querySelectorAll<HTMLElement>('[role=dialog] label')];
    options.find(label => label.textContent.trim().startsWith(option))?.click();
    await settle();
    live = server.expectOne(ActivityLiveDocument);
  };
  const url = () => TestBed.inject(Router).url;
  const row = (id: string) => page.read(`[data-row="${id}"]`);

  afterEach(() => server.verify());

  it('shows who did what, when, from where, and what is known of it, the newest first', async () => {
    await open();
    const moved = deed({
      id: 'c2',
      type: 'CLIENT_CHANGED',
      at: '2026-06-01T11:31:00Z',
      actor: actor({ kind: 'TOKEN', id: 'token-1', name: 'Inventory', ip: '2001:db8::1' }),
      clientId: '123456789',
      sessionId: '7001',
      data: { changed: ['alias', 'notes'], given: { odd: true } },
    });
    const asked = await answer([deed(), moved]);

    expect(asked).toEqual({
      filter: { actorKinds: PEOPLE_KINDS },
      first: null,
      after: null,
      last: 50,
      before: null,
    });
    expect(row('c1')).toMatch(/1 Jun 2026, 13:30.*Role changed Before: Viewer Role: Administrator.*Jonas Weber 203/);
    expect(row('c2')).toMatch(/Client changed Changed: alias, notes.*Inventory API token 2001:db8::1/);
    expect(page.find('[data-row]').getAttribute('data-row')).toBe('c2');
    const links = [...page.find('[data-row="c2"]').querySelectorAll('a')].map(link => link.getAttribute('href'));
    expect(links).toEqual(['/clients/123456789', '/sessions/7001']);
    expect(await findings(page.element)).toEqual([]);
  });

  it('names devices by their number, and the portal and the operator as what they are', async () => {
    await open('/?scope=all');
    const asked = await answer([
      deed({ id: 'c1', type: 'CLIENT_ENROLLED', actor: actor({ kind: 'DEVICE', id: '123456789', name: null }) }),
      deed({ id: 'c2', type: 'SESSION_ENDED', actor: actor({ kind: 'SYSTEM', id: null, name: null }), data: {} }),
      deed({ id: 'c3', type: 'INVOICE_PAID', actor: actor({ kind: 'OPERATOR', id: null, name: 'Kim' }), data: {} }),
    ]);

    expect(asked['filter']).toEqual({});
    expect(row('c1')).toMatch(/Client enrolled.*123 456 789 Client/);
    expect(row('c2')).toMatch(/Session ended.*Portal/);
    expect(row('c3')).toMatch(/Invoice paid.*Kim Operator/);
  });

  it('shows what happens at once, on top', async () => {
    await open();
    await answer([deed()]);
    const fresh = deed({ id: 'c2', type: 'USER_SIGNED_OUT', at: '2026-06-01T12:00:00Z', data: {} });
    live.flushData({ events: [fresh] });
    for (let turn = 0; turn < 3; turn++) await settle();
    await answer([deed(), fresh]);

    expect(page.find('[data-row]').getAttribute('data-row')).toBe('c2');
    expect(live.operation.variables).toEqual({ filter: { actorKinds: PEOPLE_KINDS } });
  });

  it('turns to what was before', async () => {
    await open();
    await answer([deed()], true);
    await page.click('Next page');
    const asked = await answer([deed({ id: 'c0' })]);

    expect(asked).toEqual(jasmine.objectContaining({ first: null, after: null, last: 50, before: 'oldest' }));
  });

  it('is narrowed by area, person and time, which its address keeps', async () => {
    await open();
    await answer([deed()]);
    await choose('Area', 'API tokens');
    await answer([deed()]);
    await choose('Person', 'Jonas Weber');
    await answer([deed()]);
    await choose('Time range', 'Today');
    const asked = await answer([]);

    expect(asked['filter']).toEqual({
      actorKinds: PEOPLE_KINDS,
      types: ['API_TOKEN_CREATED', 'API_TOKEN_REVOKED'],
      actorIds: ['user-1'],
      from: '2026-05-31T22:00:00.000Z',
    });
    expect(url()).toBe('/?areas=tokens&people=user-1&span=today');
    expect(page.text).toContain('Nothing fits the filters together.');
    expect(await findings(page.element)).toEqual([]);
  });

  it('is saved as a CSV file, as it is narrowed', async () => {
    await open('/?scope=all&areas=tokens');
    await answer([deed()]);
    await page.click('Export to CSV');
    const asked = server.expectOne(ExportEventsDocument);
    asked.flushData({ exportEvents: { __typename: 'Download', url: '/my/exports/events' } });
    await settle();

    expect(asked.operation.variables['filter']).toEqual({ types: ['API_TOKEN_CREATED', 'API_TOKEN_REVOKED'] });
    expect(saved).toHaveBeenCalledOnceWith('/my/exports/events');
  });

  it('offers no choice of people to who may not see them', async () => {
    await open('/', ['EVENTS_READ']);
    await answer([deed()]);
    expect(page.read('ui-toolbar')).not.toContain('Person');
  });

  it('says so where there is nothing yet, and where it could not be loaded', async () => {
    await open();
    await answer([]);
    expect(page.text).toContain('What people do appears here at once.');

    await choose('Shown What people did', 'Everything');
    server.expectOne(ActivityDocument).networkError(new Error('away'));
    await settle();
    expect(page.text).toContain('Try again');
    expect(await findings(page.element)).toEqual([]);
  });
});
