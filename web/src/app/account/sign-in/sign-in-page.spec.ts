import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { IsSignUpOpenDocument, SignInDocument } from '../../core/graphql/generated';
import { NOW } from '../../core/time/now';
import { SignInPage } from './sign-in-page';

describe('the sign-in page', () => {
  let server: ApolloTestingController;
  let page: Shown<SignInPage>;
  let now: WritableSignal<Date>;
  let navigate: jasmine.Spy;

  const alert = () => page.element.querySelector('[role=alert]')?.textContent.trim();
  const fill = async (email: string, password: string) => {
    await page.type('email', email);
    await page.type('password', password);
    await page.click('Sign in');
  };
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(SignInDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };
  const open = async (next?: string) => {
    now = signal(new Date('2026-06-01T12:00:00Z'));
    server = await useWorld({ providers: [{ provide: NOW, useValue: now }] });
    navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    page = await show(SignInPage, { next });
    server.expectOne(IsSignUpOpenDocument).flushData({ isSignUpOpen: false });
  };

  afterEach(() => server.verify());

  it('sends what was filled in', async () => {
    await open();
    await fill('anna@northwind.example', 'correct horse');
    const { operation } = server.expectOne(SignInDocument);
    expect(operation.variables).toEqual({ input: { email: 'anna@northwind.example', password: 'correct horse' } });
  });

  it('leads on to the page that was asked for', async () => {
    await open('/license');
    await fill('anna@northwind.example', 'correct horse');
    server.expectOne(SignInDocument).flushData({ signIn: { needsSecondFactor: false, viewer: user() } });
    await settle();

    expect(navigate).toHaveBeenCalledOnceWith('/license');
    expect(TestBed.inject(Viewer).user()?.email).toBe('anna@northwind.example');
  });

  it('leads home where another site was asked for', async () => {
    await open('//evil.example');
    await fill('anna@northwind.example', 'correct horse');
    server.expectOne(SignInDocument).flushData({ signIn: { needsSecondFactor: false, viewer: user() } });
    await settle();

    expect(navigate).toHaveBeenCalledOnceWith('/dashboard');
  });

  for (const code of ['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT']) {
    it(`says the same whether the e-mail or the password is wrong (${code})`, async () => {
      await open();
      await fill('anna@northwind.example', 'wrong');
      await refuse({ code });

      expect(alert()).toBe('E-mail or password is wrong.');
      expect(navigate).not.toHaveBeenCalled();
    });
  }

  it('says how long to wait after too many tries, and lets no one try until then', async () => {
    await open();
    await fill('anna@northwind.example', 'wrong');
    await refuse({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 42 } });
    expect(alert()).toBe('Too many tries. Please try again in 42 seconds.');
    expect(page.find<HTMLButtonElement>('[type=submit]').disabled).toBeTrue();

    now.set(new Date('2026-06-01T12:00:30Z'));
    await settle();
    expect(alert()).toBe('Too many tries. Please try again in 12 seconds.');

    now.set(new Date('2026-06-01T12:00:42Z'));
    await settle();
    expect(alert()).toBeUndefined();
    expect(page.find<HTMLButtonElement>('[type=submit]').disabled).toBeFalse();
  });

  it('says so when the server cannot be reached', async () => {
    await open();
    await fill('anna@northwind.example', 'correct horse');
    server.expectOne(SignInDocument).networkError(new Error('offline'));
    await settle();

    expect(alert()).toContain('The server gives no answer.');
  });

  it('asks for what is missing before it asks the server', async () => {
    await open();
    await fill('anna', '');

    expect(page.text).toContain('Please enter a full e-mail address');
    expect(document.activeElement?.getAttribute('name')).toBe('email');
    server.expectNone(SignInDocument);
  });

  it('shows the password to those who ask', async () => {
    await open();
    await page.click('Show password');

    expect(page.find<HTMLInputElement>('[name=password]').type).toBe('text');
  });
});
