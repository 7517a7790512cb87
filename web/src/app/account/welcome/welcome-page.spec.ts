import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { CreateFirstAccountDocument, UpdatePreferencesDocument } from '../../core/graphql/generated';
import { WelcomePage } from './welcome-page';

describe('the page for the first account', () => {
  let server: ApolloTestingController;
  let page: Shown<WelcomePage>;
  let replaceState: jasmine.Spy;

  const open = async (fragment: string | null, world: World = {}) => {
    const route = { provide: ActivatedRoute, useValue: { snapshot: { fragment } } };
    server = await useWorld({ ...world, providers: [route] });
    replaceState = spyOn(TestBed.inject(Location), 'replaceState');
    page = await show(WelcomePage);
  };
  const fill = async (password = 'correct horse battery', button = 'Create account') => {
    await page.type('company', 'Northwind Traders');
    await page.type('name', 'Anna Kowalczyk');
    await page.type('email', 'anna@northwind.example');
    await page.type('password', password);
    await page.click(button);
  };

  afterEach(() => server.verify());

  it('sends the link’s token with what was filled in, and enters', async () => {
    await open('one-time');
    const navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    await fill();

    const sent = server.expectOne(CreateFirstAccountDocument);
    expect(sent.operation.variables).toEqual({
      input: {
        token: 'one-time',
        company: 'Northwind Traders',
        name: 'Anna Kowalczyk',
        email: 'anna@northwind.example',
        password: 'correct horse battery',
      },
    });
    sent.flushData({ createFirstAccount: { viewer: user() } });
    await settle();
    server
      .expectOne(UpdatePreferencesDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }]);
    await settle();

    expect(navigate).toHaveBeenCalledOnceWith('/');
  });

  it('keeps the language that it was read in, and the browser’s time zone, for the owner', async () => {
    await open('one-time', { language: 'de', zone: 'Asia/Tokyo' });
    spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    await fill(undefined, 'Konto anlegen');
    server.expectOne(CreateFirstAccountDocument).flushData({ createFirstAccount: { viewer: user() } });
    await settle();

    const kept = server.expectOne(UpdatePreferencesDocument);
    const preferences = { language: 'de', timeZone: 'Asia/Tokyo' };
    expect(kept.operation.variables).toEqual({ input: preferences });
    kept.flushData({
      updatePreferences: {
        __typename: 'Preferences',
        csvScope: 'EVERYTHING',
        csvDateFormat: 'ISO_8601',
        ...preferences,
      },
    });
    await settle();

    expect(TestBed.inject(Viewer).user()?.preferences.language).toBe('de');
  });

  it('takes the token out of the address', async () => {
    await open('one-time');

    expect(replaceState).toHaveBeenCalledOnceWith('/welcome');
  });

  it('says so when the link holds no longer, and shows the way out', async () => {
    await open('used');
    await fill();
    server.expectOne(CreateFirstAccountDocument).graphqlErrors([{ message: 'no', extensions: { code: 'NOT_FOUND' } }]);
    await settle();

    expect(page.find('[role=alert]').textContent).toContain('This link was used already');
    expect(page.text).toContain('To the sign-in page');
  });

  it('shows what the server finds fault with at its field', async () => {
    await open('one-time');
    await fill('password1234');
    const details = { fields: { password: ['password must not be one of the most common ones'] } };
    server
      .expectOne(CreateFirstAccountDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details } }]);
    await settle();

    expect(page.text).toContain('Too easy to guess.');
    expect(document.activeElement?.getAttribute('name')).toBe('password');
  });

  it('asks for a longer password before it asks the server', async () => {
    await open('one-time');
    await fill('short');

    expect(page.text).toContain('At least 12 characters');
    server.expectNone(CreateFirstAccountDocument);
  });

  it('without a token explains itself, and asks for nothing', async () => {
    await open(null);

    expect(page.text).toContain('This link is incomplete');
    expect(page.element.querySelector('form')).toBeNull();
  });
});
