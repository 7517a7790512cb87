import { Location } from '@angular/common';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Connection } from '../graphql/connection';
import { ViewerDocument } from '../graphql/generated';
import { Locale } from '../i18n/locale';
import { GO_TO } from './go-to';
import { signedIn } from './signed-in.guard';
import { stranger } from './stranger.guard';
import { Viewer } from './viewer';

@Component({ selector: 'app-page', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

describe('a page for the signed-in', () => {
  let server: ApolloTestingController;
  let router: Router;

  const goTo = () => TestBed.inject(GO_TO) as jasmine.Spy;
  const open = async (address: string) => {
    void router.navigateByUrl(address, { onSameUrlNavigation: 'reload' });
    await settle();
  };
  const answer = async (viewer: ReturnType<typeof user> | null) => {
    server.expectOne(ViewerDocument).flushData({ viewer });
    await settle();
  };

  beforeEach(async () => {
    const routes = [
      { path: 'sign-in', component: Page, canActivate: [stranger] },
      { path: 'unreachable', component: Page },
      { path: '**', component: Page, canActivate: [signedIn] },
    ];
    server = await useWorld({ providers: [provideRouter(routes)] });
    router = TestBed.inject(Router);
  });

  afterEach(() => server.verify());

  it('opens for a user, and speaks their language and shows their time', async () => {
    await open('/license');
    await answer(user({ preferences: { language: 'de', timeZone: 'Asia/Tokyo' } }));

    expect(router.url).toBe('/license');
    expect(TestBed.inject(Locale).language()).toBe('de');
    expect(TestBed.inject(Locale).zone()).toBe('Asia/Tokyo');
  });

  it('asks who is signed in only once', async () => {
    await open('/license');
    await answer(user());

    await open('/clients');

    expect(router.url).toBe('/clients');
  });

  it('leads a stranger to the sign-in page, and back', async () => {
    await open('/clients?online=true');
    await answer(null);
    await answer(null);

    expect(router.url).toBe('/sign-in?next=%2Fclients%3Fonline%3Dtrue');
  });

  it('keeps its address while the server gives no answer, and asks again', async () => {
    TestBed.inject(Location).go('/license');
    await open('/license');
    server.expectOne(ViewerDocument).networkError(new Error('offline'));
    await settle();
    expect(router.url).toBe('/unreachable');
    expect(TestBed.inject(Location).path()).toBe('/license');

    await open('/license');
    await answer(user());

    expect(TestBed.inject(Viewer).user()?.name).toBe('Anna Kowalczyk');
  });

  it('is left, by a fresh load, once the server ends the sign-in', async () => {
    await open('/license');
    await answer(user());

    TestBed.inject(Connection).refused();
    await settle();
    await answer(null);

    expect(goTo()).toHaveBeenCalledOnceWith('/sign-in?next=%2Flicense');
  });

  it('stays where a refusal was about something else, or where nobody can be asked', async () => {
    await open('/license');
    await answer(user());

    TestBed.inject(Connection).refused();
    await settle();
    await answer(user());
    TestBed.inject(Connection).refused();
    await settle();
    server.expectOne(ViewerDocument).networkError(new Error('offline'));
    await settle();

    expect(goTo()).not.toHaveBeenCalled();
  });

  it('is where the sign-in page leads those who are signed in already', async () => {
    await open('/sign-in?next=/license');
    await answer(user());

    expect(router.url).toBe('/license');
  });
});
