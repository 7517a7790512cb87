import { type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  IsSignUpOpenDocument,
  SignInDocument,
  SignOutDocument,
  VerifySecondFactorDocument,
} from '../../core/graphql/generated';
import { NOW } from '../../core/time/now';
import { SignInPage } from './sign-in-page';

describe('the second step of signing in', () => {
  let server: ApolloTestingController;
  let page: Shown<SignInPage>;
  let now: WritableSignal<Date>;
  let navigate: jasmine.Spy;

  const alert = () => page.element.querySelector('[role=alert]')?.textContent.trim();
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(VerifySecondFactorDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };
  const tryCode = async (code: string) => {
    await page.type('code', code);
    await page.click('Sign in');
  };

  beforeEach(async () => {
    now = signal(new Date('2026-06-01T12:00:00Z'));
    server = await useWorld({ providers: [{ provide: NOW, useValue: now }] });
    navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    page = await show(SignInPage, { next: '/license' });
    server.expectOne(IsSignUpOpenDocument).flushData({ isSignUpOpen: false });
    await page.type('email', 'anna@northwind.example');
    await page.type('password', 'correct horse');
    await page.click('Sign in');
    server.expectOne(SignInDocument).flushData({ signIn: { needsSecondFactor: true, viewer: null } });
    await settle();
  });
  afterEach(() => {
    // Asked whenever the first step is shown again.
    server.match(IsSignUpOpenDocument);
    server.verify();
  });

  it('asks for a code, at once, and enters with it', async () => {
    const field = page.find<HTMLInputElement>('[name=code]');
    expect(document.activeElement).toBe(field);
    expect(field.autocomplete).toBe('one-time-code');
    expect(await findings(page.element)).toEqual([]);

    await tryCode('123 456');
    const sent = server.expectOne(VerifySecondFactorDocument);
    expect(sent.operation.variables).toEqual({ code: '123456' });
    sent.flushData({ verifySecondFactor: { viewer: user() } });
    await settle();

    expect(navigate).toHaveBeenCalledOnceWith('/license');
    expect(TestBed.inject(Viewer).user()?.email).toBe('anna@northwind.example');
  });

  it('takes a recovery code instead', async () => {
    await tryCode('');
    await page.click('Use a recovery code instead');
    expect(page.element.querySelector('mat-error')).toBeNull();
    await page.type('recovery', ' 7k2m-q9xa-04tr ');
    await page.click('Sign in');

    const sent = server.expectOne(VerifySecondFactorDocument);
    expect(sent.operation.variables).toEqual({ code: '7k2m-q9xa-04tr' });
    sent.graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }]);
    await settle();
    expect(alert()).toContain('This recovery code is wrong or was used already.');

    await page.click('Use the authenticator app instead');
    expect(alert()).toBeUndefined();
  });

  it('asks for a whole code before it asks the server', async () => {
    await tryCode('123');
    expect(page.text).toContain('Please enter all six digits');
    server.expectNone(VerifySecondFactorDocument);
  });

  it('says that a code is wrong, and lets another be tried', async () => {
    await tryCode('123456');
    await refuse({ code: 'BAD_USER_INPUT', details: { fields: { code: ['is not right'] } } });

    expect(alert()).toContain('This code is wrong or was used already.');
    expect(document.activeElement?.getAttribute('name')).toBe('code');
  });

  it('says how long to wait after too many codes, and lets nobody try until then', async () => {
    await tryCode('123456');
    await refuse({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 60 } });
    expect(alert()).toContain('Please try again in 60 seconds.');
    expect(page.find<HTMLButtonElement>('[type=submit]').disabled).toBeTrue();

    now.set(new Date('2026-06-01T12:01:00Z'));
    await settle();
    expect(alert()).toBeUndefined();
    expect(page.find<HTMLButtonElement>('[type=submit]').disabled).toBeFalse();
  });

  it('begins with the password again where that is too long ago', async () => {
    await tryCode('123456');
    await refuse({ code: 'UNAUTHENTICATED' });

    expect(alert()).toContain('Please begin with your password again.');
    expect(page.find<HTMLInputElement>('[name=password]').value).toBe('');
  });

  it('ends the half sign-in on the way back to the password', async () => {
    await page.click('Back to the password');
    server.expectOne(SignOutDocument).flushData({ signOut: true });
    await settle();

    expect(page.find<HTMLInputElement>('[name=email]').value).toBe('anna@northwind.example');
    expect(alert()).toBeUndefined();
  });
});
