import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { of } from 'rxjs';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  AcceptInvitationDocument,
  type InvitationTermsFragment,
  OpenInvitationDocument,
  UpdatePreferencesDocument,
} from '../../core/graphql/generated';
import { InvitationPage } from './invitation-page';

const TERMS: InvitationTermsFragment & { __typename: 'OpenInvitation' } = {
  __typename: 'OpenInvitation',
  accountName: 'Northwind Traders',
  invitedBy: 'Anna Kowalczyk',
  email: 'grace@northwind.example',
  role: 'ADMIN',
};

describe('the page of an invitation', () => {
  let server: ApolloTestingController;
  let page: Shown<InvitationPage>;
  let navigate: jasmine.Spy;
  let replaceState: jasmine.Spy;

  const open = async (fragment: string | null, terms?: typeof TERMS | null) => {
    const route = { provide: ActivatedRoute, useValue: { fragment: of(fragment), snapshot: { fragment } } };
    server = await useWorld({ providers: [route] });
    navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    replaceState = spyOn(TestBed.inject(Location), 'replaceState');
    page = await show(InvitationPage);
    if (terms === undefined) return;
    const asked = server.expectOne(OpenInvitationDocument);
    expect(asked.operation.variables).toEqual({ token: fragment });
    asked.flushData({ openInvitation: terms });
    await settle();
  };
  const join = async (password = 'four green parrots sing') => {
    await page.type('name', 'Grace Hopper');
    await page.type('password', password);
    await page.click('Join');
  };
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(AcceptInvitationDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };

  afterEach(() => server.verify());

  it('says who invites to what, as whom', async () => {
    await open('one-time', TERMS);

    expect(page.text).toContain('Anna Kowalczyk invites you to “Northwind Traders”.');
    expect(page.text).toContain('You sign in as grace@northwind.example');
    expect(page.text).toContain('You will be Administrator');
    expect(replaceState).toHaveBeenCalledOnceWith('/invitation');
    expect(await findings(page.element)).toEqual([]);
  });

  it('takes a name and a password, and lets the person in', async () => {
    await open('one-time', TERMS);
    await join();
    const sent = server.expectOne(AcceptInvitationDocument);
    expect(sent.operation.variables).toEqual({
      input: { token: 'one-time', name: 'Grace Hopper', password: 'four green parrots sing' },
    });
    sent.flushData({ acceptInvitation: { viewer: user({ name: 'Grace Hopper' }) } });
    await settle();
    const kept = server.expectOne(UpdatePreferencesDocument);
    expect(kept.operation.variables).toEqual({ input: { language: 'en', timeZone: 'Europe/Berlin' } });
    kept.graphqlErrors([{ message: 'no', extensions: { code: 'OVERLOADED' } }]);
    await settle();

    expect(TestBed.inject(Viewer).user()?.name).toBe('Grace Hopper');
    expect(navigate).toHaveBeenCalledOnceWith('/');
  });

  it('says so when it holds no longer', async () => {
    await open('used', null);

    expect(page.text).toContain('This invitation holds no longer');
    expect(page.find<HTMLAnchorElement>('a').pathname).toBe('/sign-in');
    expect(await findings(page.element)).toEqual([]);
  });

  it('says so when it was taken back while it stood open', async () => {
    await open('one-time', TERMS);
    await join();
    await refuse({ code: 'NOT_FOUND' });

    expect(page.text).toContain('This invitation holds no longer');
  });

  it('says so when the person has joined an account already, and leads to the sign-in page', async () => {
    await open('one-time', TERMS);
    await join();
    await refuse({ code: 'CONFLICT' });

    expect(page.find('[role=alert]').textContent).toContain('There is a user with this address already.');
    expect(page.find<HTMLAnchorElement>('a').pathname).toBe('/sign-in');
  });

  it('shows what the server finds fault with', async () => {
    await open('one-time', TERMS);
    await join('passwordpassword');
    await refuse({ code: 'BAD_USER_INPUT', details: { fields: { password: ['one of the most common'] } } });

    expect(page.text).toContain('Too easy to guess.');
  });

  it('without a token explains itself, and asks for nothing', async () => {
    await open(null);

    expect(page.text).toContain('This link is incomplete');
    server.expectNone(OpenInvitationDocument);
  });
});
