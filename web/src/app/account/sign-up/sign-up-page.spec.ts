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
  CompleteSignUpDocument,
  IsSignUpOpenDocument,
  RequestSignUpDocument,
  UpdatePreferencesDocument,
} from '../../core/graphql/generated';
import { SignUpPage } from './sign-up-page';
import { SignUpWay } from './sign-up-way';

describe('the page of signing up', () => {
  let server: ApolloTestingController;
  let page: Shown<SignUpPage>;
  let navigate: jasmine.Spy;
  let replaceState: jasmine.Spy;

  const open = async (fragment: string | null) => {
    const route = { provide: ActivatedRoute, useValue: { fragment: of(fragment), snapshot: { fragment } } };
    server = await useWorld({ providers: [route], language: 'de' });
    navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    replaceState = spyOn(TestBed.inject(Location), 'replaceState');
    page = await show(SignUpPage);
  };
  const refuse = async (document: typeof RequestSignUpDocument | typeof CompleteSignUpDocument, extensions: object) => {
    server.expectOne(document).graphqlErrors([{ message: 'no', extensions: { ...extensions } }]);
    await settle();
  };

  afterEach(() => server.verify());

  it('has a link mailed, in the language of the page', async () => {
    await open(null);
    expect(await findings(page.element)).toEqual([]);
    await page.type('company', 'Northwind Traders');
    await page.type('email', 'anna@northwind.example');
    await page.click('Link senden');
    const sent = server.expectOne(RequestSignUpDocument);
    expect(sent.operation.variables).toEqual({
      input: { company: 'Northwind Traders', email: 'anna@northwind.example', language: 'de' },
    });
    sent.flushData({ requestSignUp: true });
    await settle();

    expect(page.text).toContain('anna@northwind.example');
    expect(page.element.querySelector('form')).toBeNull();
    expect(await findings(page.element)).toEqual([]);
  });

  it('says where it is closed', async () => {
    await open(null);
    await page.type('company', 'Northwind Traders');
    await page.type('email', 'anna@northwind.example');
    await page.click('Link senden');
    await refuse(RequestSignUpDocument, { code: 'FORBIDDEN' });
    expect(page.find('[role=alert]').textContent).toContain('eröffnet keine Konten');
  });

  const complete = async () => {
    await page.type('name', 'Anna Kowalczyk');
    await page.type('password', 'four green parrots sing');
    await page.click('Konto eröffnen');
  };

  it('opens the account by the mailed link, and lets its owner in', async () => {
    await open('one-time');
    expect(replaceState).toHaveBeenCalledOnceWith('/sign-up');
    expect(await findings(page.element)).toEqual([]);
    await complete();
    const sent = server.expectOne(CompleteSignUpDocument);
    expect(sent.operation.variables).toEqual({
      input: { token: 'one-time', name: 'Anna Kowalczyk', password: 'four green parrots sing' },
    });
    sent.flushData({ completeSignUp: { __typename: 'SignedInPayload', viewer: user() } });
    await settle();
    server.expectOne(UpdatePreferencesDocument).flushData({
      updatePreferences: { ...user().preferences, csvScope: 'EVERYTHING', csvDateFormat: 'ISO_8601' },
    });
    await settle();

    expect(TestBed.inject(Viewer).user()?.email).toBe(user().email);
    expect(navigate).toHaveBeenCalledOnceWith('/');
  });

  it('says that a link holds no longer, and what is wrong with a password', async () => {
    await open('one-time');
    await complete();
    await refuse(CompleteSignUpDocument, { code: 'BAD_USER_INPUT', details: { fields: { password: ['is common'] } } });
    expect(page.element.querySelector('[name=password][aria-invalid=true]')).not.toBeNull();

    await page.type('password', 'five green parrots sing');
    await page.click('Konto eröffnen');
    await refuse(CompleteSignUpDocument, { code: 'NOT_FOUND' });
    expect(page.text).toContain('Dieser Link gilt nicht mehr');
    expect(await findings(page.element)).toEqual([]);
  });
});

describe('the way to signing up', () => {
  for (const [what, isOpen] of [
    ['is shown where strangers may', true],
    ['is not shown where they may not', false],
  ] as const) {
    it(what, async () => {
      const server = await useWorld();
      const page = await show(SignUpWay);
      server.expectOne(IsSignUpOpenDocument).flushData({ isSignUpOpen: isOpen });
      await settle();
      expect(page.text).toBe(isOpen ? 'Open an account' : '');
    });
  }
});
