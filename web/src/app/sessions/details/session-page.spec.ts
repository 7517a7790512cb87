import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController, TestOperation } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { sessionDetails } from '../../../testing/make-fleet';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type CommandState,
  type Right,
  type SessionDetailsFragment,
  CloseSessionDocument,
  SessionDetailsDocument,
  SessionDetailsLiveDocument,
  SetSessionCommentDocument,
} from '../../core/graphql/generated';
import { SessionPage } from './session-page';

const request = (state: CommandState, finishedAt: string | null = null) => ({
  __typename: 'CloseRequest' as const,
  clientId: '123456789',
  state,
  requestedAt: '2026-06-01T11:59:55Z',
  expiresAt: '2026-06-01T12:00:25Z',
  finishedAt,
});
const holder = (presence: 'ONLINE' | 'STALE' | 'OFFLINE') => ({
  __typename: 'SessionHolder' as const,
  clientId: '123456789',
  presence,
  lastSeenAt: '2026-06-01T11:59:50Z',
});

describe('the page of a session', () => {
  let server: ApolloTestingController;
  let page: Shown<SessionPage>;
  let live: TestOperation;

  const open = async (
    changes: Partial<SessionDetailsFragment> | null = {},
    rights: Right[] = ['SESSIONS_READ', 'SESSIONS_WRITE'],
  ) => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z', zone: 'Europe/Berlin' });
    await TestBed.inject(Viewer).enter(user({ rights }));
    page = await show(SessionPage, { id: '7001' });
    server.expectOne(SessionDetailsDocument).flushData({ session: changes && sessionDetails(changes) });
    await settle();
    if (changes) live = server.expectOne(SessionDetailsLiveDocument);
  };
  const hear = async (changes: Partial<SessionDetailsFragment>) => {
    const session = sessionDetails(changes);
    live.flushData({ sessionChanged: [{ __typename: 'SessionChange', id: '7001', session }] });
    await settle();
  };

  it('tells from whom to whom it goes, since when, and for how long', async () => {
    await open({ endsBy: '2026-06-01T19:30:00Z' });

    expect(page.find('h2').textContent).toBe('reception@northwind → 200\u00a0000\u00a0000');
    expect(page.text).toContain('From reception@northwind 123 456 789');
    expect(page.text).toContain('To 200 000 000');
    expect(page.text).toContain('Start Monday, 1 June 2026 at 13:29:50 CEST');
    expect(page.text).toContain('Duration 30:00');
    expect(page.text).toContain('Status Active. Last confirmed 13:59:50.');
    expect(page.text).toContain('It ends by itself on 1 Jun 2026, 21:30');
    expect(page.find('dd a').getAttribute('href')).toBe('/clients/123456789');
  });

  const ends: [what: string, changes: Partial<SessionDetailsFragment>, words: string][] = [
    ['by a peer', { endReason: 'CLOSED_BY_PEER' }, 'Closed by one of the two'],
    ['by its length', { endReason: 'MAX_LENGTH' }, 'Reached the maximum length'],
    ['as lost', { endReason: 'DEVICE_LOST' }, 'Connection to the device lost, last seen 13:59:50'],
  ];

  for (const [what, changes, words] of ends) {
    it(`that ended ${what} says so in words, and cannot be closed`, async () => {
      await open({ isActive: false, endedAt: '2026-06-01T11:59:50Z', durationSeconds: 1790, ...changes });

      expect(page.text).toContain(`Status ${words}`);
      expect(page.text).toContain('Duration 29:50');
      expect(page.text).not.toContain('Close session');
    });
  }

  it('says so where nobody can be asked whether it goes on', async () => {
    await open({ heldBy: [holder('STALE')] });
    expect(page.text).toContain('No device can be asked right now. The session was last confirmed at 13:59:50');
  });

  it('is closed once that is confirmed, and says so until the device has confirmed', async () => {
    await open();
    await page.click('Close session');
    expect(page.find('dialog').textContent).toContain('Both sides are disconnected at once');
    server.expectNone(CloseSessionDocument);

    page.find('dialog .dangerous').click();
    await settle();
    server
      .expectOne(CloseSessionDocument)
      .flushData({ closeSession: sessionDetails({ closing: 'QUEUED', closeRequest: request('QUEUED') }) });
    await settle();
    expect(page.element.querySelector('dialog')).toBeNull();
    expect(page.text).toContain('Closing… 123 456 789 is being told.');

    await hear({ closing: 'DELIVERED', closeRequest: request('DELIVERED') });
    expect(page.text).toContain('its confirmation is awaited');

    await hear({
      isActive: false,
      closing: 'CONFIRMED',
      closeRequest: request('CONFIRMED', '2026-06-01T12:00:00Z'),
      endReason: 'CLOSED_BY_PORTAL',
      endedAt: '2026-06-01T12:00:00Z',
    });
    expect(page.text).toContain('Status Closed in the portal');
    expect(page.text).not.toContain('awaited');
    expect(page.read('ui-timeline')).toMatch(
      /^Session ended 14:00:00 The device confirmed 14:00:00 Close requested in the portal 13:59:55 Session started/,
    );
  });

  it('says that the device cannot be reached, and what became of it then', async () => {
    await open({ closing: 'QUEUED', closeRequest: request('QUEUED'), heldBy: [holder('OFFLINE')] });
    expect(page.text).toContain(
      '123 456 789 cannot be reached right now. It is told to close the session if it comes back by 14:00:25.',
    );

    await hear({ closing: 'EXPIRED', closeRequest: request('EXPIRED', '2026-06-01T12:00:25Z') });
    expect(page.text).toContain(
      'could not be reached or did not answer by 14:00:25. As far as is known, the session goes on',
    );
    expect(page.text).toContain('Close session');
  });

  it('says why it cannot be closed', async () => {
    await open();
    await page.click('Close session');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(CloseSessionDocument).graphqlErrors([{ message: 'no', extensions: { code: 'CONFLICT' } }]);
    await settle();

    expect(page.find('dialog [role=alert]').textContent).toContain('This has changed in the meantime.');
  });

  it('gets a comment', async () => {
    await open();
    await page.click('Change Comment');
    const field = page.find<HTMLTextAreaElement>('textarea');
    field.value = 'Printer fixed';
    field.dispatchEvent(new Event('input'));
    await page.click('Save');
    const sent = server.expectOne(SetSessionCommentDocument);
    expect(sent.operation.variables).toEqual({ id: '7001', comment: 'Printer fixed' });
    sent.flushData({ setSessionComment: { __typename: 'Session', id: '7001', comment: 'Printer fixed' } });
    await settle();

    expect(page.text).toContain('Comment Printer fixed');
  });

  it('is only looked at by those who may no more', async () => {
    await open({}, ['SESSIONS_READ']);

    expect(page.text).not.toContain('Close session');
    expect(page.element.querySelector('.pencil')).toBeNull();
  });

  it('that nobody knows says so, with a way out', async () => {
    await open(null);
    expect(page.text).toContain('There is no such session');
    expect(page.text).toContain('To the sessions');
  });
});
