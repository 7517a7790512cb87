import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Location } from '@angular/common';
import { Router, provideRouter } from '@angular/router';
import { user } from '../../../testing/make';
import { useWorld } from '../../../testing/page';
import { Viewer } from './viewer';
import { withRight } from './with-right.guard';

@Component({ selector: 'app-page', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

describe('a page that takes a right', () => {
  let router: Router;

  const enter = async (...rights: ReturnType<typeof user>['rights']) => {
    const routes = [
      { path: 'people', component: Page, canActivate: [withRight('PEOPLE', 'TOKENS')] },
      { path: '**', component: Page },
    ];
    await useWorld({ providers: [provideRouter(routes)] });
    router = TestBed.inject(Router);
    await TestBed.inject(Viewer).enter(user({ rights }));
    await router.navigateByUrl('/');
    await router.navigateByUrl('/people');
  };

  it('opens for those who have one of them', async () => {
    await enter('USER', 'TOKENS');
    expect(router.url).toBe('/people');
  });

  it('says no to all others, and leaves the address as it was', async () => {
    await enter('USER');
    expect(router.url).toBe('/refused');
    expect(TestBed.inject(Location).path()).toBe('');
  });
});
