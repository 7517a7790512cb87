import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { user } from '../../testing/make';
import { type Shown, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { GO_TO } from '../core/auth/go-to';
import { Viewer } from '../core/auth/viewer';
import { Connection } from '../core/graphql/connection';
import { SignOutDocument, UpdatePreferencesDocument, ViewerDocument } from '../core/graphql/generated';
import { LanguageMenu } from '../core/i18n/language-menu';
import { Toasts } from '../core/toasts/toasts';
import { UserMenu } from './user-menu';

describe('the user', () => {
  let server: ApolloTestingController;

  const overlay = () => document.querySelector('.cdk-overlay-container')?.textContent ?? '';

  beforeEach(async () => {
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user());
  });

  afterEach(() => {
    localStorage.clear();
    server.verify();
  });

  it('sees as whom, and where, they are signed in', async () => {
    const page: Shown<UserMenu> = await show(UserMenu);
    await page.click('Your account');

    expect(overlay()).toContain('Anna Kowalczyk');
    expect(overlay()).toContain('anna@northwind.example');
    expect(overlay()).toContain('Northwind Traders');
  });

  it('signs out to a page that remembers nothing', async () => {
    const page = await show(UserMenu);
    await page.click('Your account');
    await page.click('Sign out');
    TestBed.inject(Connection).refused();
    server.expectOne(SignOutDocument).flushData({ signOut: true });
    await settle();

    expect(TestBed.inject(GO_TO)).toHaveBeenCalledOnceWith('/sign-in');
  });

  it('stays, and reads why, where signing out failed', async () => {
    const page = await show(UserMenu);
    await page.click('Your account');
    await page.click('Sign out');
    server.expectOne(SignOutDocument).networkError(new Error('offline'));
    await settle();
    server.expectOne(ViewerDocument).networkError(new Error('offline'));
    await settle();

    expect(TestBed.inject(GO_TO)).not.toHaveBeenCalled();
    expect(TestBed.inject(Toasts).list()[0]?.text).toContain('The server gives no answer.');
  });

  it('keeps the language they choose', async () => {
    const page = await show(LanguageMenu);
    await page.click('Language');
    await page.click('Deutsch');

    const { operation } = server.expectOne(UpdatePreferencesDocument);
    expect(operation.variables).toEqual({ input: { language: 'de' } });
  });
});
