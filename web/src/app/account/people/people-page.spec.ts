import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type InvitationRowFragment,
  InviteUserDocument,
  PeopleDocument,
  type PersonRowFragment,
  RemoveUserDocument,
  SuspendUserDocument,
  UnsuspendUserDocument,
  UpdateUserRoleDocument,
  type UserRole,
  WithdrawInvitationDocument,
} from '../../core/graphql/generated';
import { PeoplePage } from './people-page';

const ME = user();
const person = (changes: Partial<PersonRowFragment> = {}): PersonRowFragment & { __typename: 'User' } => ({
  __typename: 'User',
  id: 'user-9',
  name: 'Jonas Weber',
  email: 'jonas@example.com',
  role: 'VIEWER',
  createdAt: '2026-05-01T10:00:00Z',
  suspendedAt: null,
  hasSecondFactor: true,
  lastSeenAt: '2026-06-01T11:57:00Z',
  ...changes,
});
const myself = (role: UserRole = 'OWNER') => person({ id: ME.id, name: ME.name, role, hasSecondFactor: false });
const invitation = (): InvitationRowFragment & { __typename: 'Invitation' } => ({
  __typename: 'Invitation',
  id: 'invitation-1',
  email: 'new@example.com',
  role: 'ADMIN',
  createdAt: '2026-06-01T10:00:00Z',
  expiresAt: '2026-06-08T10:00:00Z',
  invitedBy: { id: ME.id, name: ME.name },
});

describe('the page of people', () => {
  let server: ApolloTestingController;
  let page: Shown<PeoplePage>;

  const open = async (
    users: PersonRowFragment[],
    invitations: InvitationRowFragment[] = [],
    role: UserRole = 'OWNER',
  ) => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z' });
    await TestBed.inject(Viewer).enter(user({ role, rights: ['USER', 'PEOPLE'] }));
    page = await show(PeoplePage);
    await answer(users, invitations);
  };
  const answer = async (users: PersonRowFragment[], invitations: InvitationRowFragment[] = []) => {
    server.expectOne(PeopleDocument).flushData({ users, invitations });
    await settle();
  };
  /** Chooses from the menu of a person. */
  const manage = async (name: string, entry: string) => {
    await page.click(`Manage ${name}`);
    const entries = [...document.querySelectorAll<HTMLElement>('[mat-menu-item]')];
    entries.find(item => item.textContent.trim() === entry)?.click();
    await settle();
  };

  afterEach(() => server.verify());

  it('shows who may do what, who was here when, and who is invited', async () => {
    await open([myself(), person({ suspendedAt: '2026-05-31T10:00:00Z', lastSeenAt: null })], [invitation()]);

    expect(page.text).toContain(
      'Jonas Weber Suspended jonas@example.com Role Viewer Two-factor On Last here Not in 30 days',
    );
    expect(page.text).toContain('You');
    expect(page.text).toContain('new@example.com Role Administrator');
    expect(page.text).toContain('Holds until 8 Jun 2026');
    expect(await findings(page.element)).toEqual([]);
  });

  it('offers nothing against oneself, nor to an administrator against an owner', async () => {
    await open([myself('ADMIN'), person({ role: 'OWNER' }), person({ id: 'user-3', name: 'Mia Roth' })], [], 'ADMIN');
    const menus = [...page.element.querySelectorAll('[aria-label^=Manage]')].map(({ ariaLabel }) => ariaLabel);
    expect(menus).toEqual(['Manage Mia Roth']);

    await page.click('Invite person');
    expect(page.find('dialog fieldset').textContent).not.toContain('Owner');
    expect(page.find('dialog fieldset').textContent).toContain('Administrator');
    expect(await findings(page.element)).toEqual([]);
  });

  it('invites by mail, and says where it is refused', async () => {
    await open([myself()]);
    expect(page.text).not.toContain('Open invitations');
    await page.click('Invite person');
    await page.type('email', 'new@example.com');
    await page.click('Send invitation');
    const sent = server.expectOne(InviteUserDocument);
    expect(sent.operation.variables).toEqual({
      input: { email: 'new@example.com', role: 'VIEWER', idempotencyKey: jasmine.stringMatching(/^[0-9a-f]{32}$/) },
    });
    sent.graphqlErrors([{ message: 'no', extensions: { code: 'CONFLICT' } }]);
    await settle();
    expect(page.find('dialog').textContent).toContain('belongs to an account already');

    await page.click('Send invitation');
    server.expectOne(InviteUserDocument).flushData({ inviteUser: invitation() });
    await settle();
    await answer([myself()], [invitation()]);
    expect(page.element.querySelector('dialog')).toBeNull();
    expect(page.text).toContain('new@example.com');
  });

  it('lets a person be something else', async () => {
    await open([myself(), person()]);
    await manage('Jonas Weber', 'Change role');
    expect(page.find('dialog').textContent).toContain('What Jonas Weber may do');
    expect(page.find(':has(> [type=radio]:checked)').textContent).toContain('Viewer');
    await page.choose('Administrator');
    await page.click('Change role');
    const sent = server.expectOne(UpdateUserRoleDocument);
    expect(sent.operation.variables).toEqual({ input: { id: 'user-9', role: 'ADMIN' } });
    sent.flushData({ updateUserRole: person({ role: 'ADMIN' }) });
    await settle();
    await answer([myself(), person({ role: 'ADMIN' })]);
    expect(page.text).toContain('Role Administrator');
  });

  it('suspends once it is asked, and lets in again', async () => {
    await open([myself(), person()]);
    await manage('Jonas Weber', 'Suspend');
    expect(page.find('dialog').textContent).toContain('Suspend Jonas Weber?');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(SuspendUserDocument).flushData({ suspendUser: person({ suspendedAt: '2026-06-01T12:00:00Z' }) });
    await settle();
    await answer([myself(), person({ suspendedAt: '2026-06-01T12:00:00Z' })]);
    expect(page.text).toContain('Suspended');

    await manage('Jonas Weber', 'Let in again');
    server.expectOne(UnsuspendUserDocument).flushData({ unsuspendUser: person() });
    await settle();
    await answer([myself(), person()]);
    expect(page.text).not.toContain('Suspended');
  });

  it('removes once it is asked, and says why it cannot be; the next question begins anew', async () => {
    await open([myself(), person()]);
    await manage('Jonas Weber', 'Remove');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(RemoveUserDocument).graphqlErrors([{ message: 'no', extensions: { code: 'CONFLICT' } }]);
    await settle();
    expect(page.find('dialog').textContent).toContain('at least one owner');

    await page.click('Cancel');
    await manage('Jonas Weber', 'Remove');
    expect(page.find('dialog').textContent).not.toContain('at least one owner');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(RemoveUserDocument).flushData({ removeUser: { __typename: 'User', id: 'user-9' } });
    await settle();
    await answer([myself()]);
    expect(page.text).not.toContain('Jonas');
  });

  it('withdraws an invitation once it is asked', async () => {
    await open([myself()], [invitation()]);
    await page.click('Withdraw the invitation to new@example.com');
    page.find('dialog .dangerous').click();
    await settle();
    server
      .expectOne(WithdrawInvitationDocument)
      .flushData({ withdrawInvitation: { __typename: 'Invitation', id: 'invitation-1' } });
    await settle();
    await answer([myself()]);
    expect(page.text).not.toContain('Open invitations');
  });
});
