import { ChangeDetectionStrategy, Component, type WritableSignal, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter, withNavigationErrorHandler } from '@angular/router';
import { useWorld } from '../../testing/page';
import { GO_TO } from './auth/go-to';
import { onNavigationError } from './navigation-failure';
import { NOW } from './time/now';

@Component({ selector: 'app-page', template: '', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

describe('a page whose file is not there', () => {
  let now: WritableSignal<Date>;
  let failure: Error;

  const open = () =>
    TestBed.inject(Router)
      .navigateByUrl('/license')
      .catch(() => false);
  const goTo = () => TestBed.inject(GO_TO) as jasmine.Spy;

  beforeEach(async () => {
    localStorage.clear();
    now = signal(new Date('2026-06-01T12:00:00Z'));
    failure = new TypeError('Failed to fetch dynamically imported module: chunk-OLD.js');
    const routes = [
      { path: 'license', loadComponent: () => Promise.reject<typeof Page>(failure) },
      { path: 'unreachable', component: Page },
    ];
    const router = provideRouter(routes, withNavigationErrorHandler(onNavigationError));
    await useWorld({ providers: [router, { provide: NOW, useValue: now }] });
  });

  afterEach(() => localStorage.clear());

  it('is loaded afresh, since a newer build may name its files anew', async () => {
    await open();

    expect(goTo()).toHaveBeenCalledOnceWith('/license');
  });

  it('is not loaded afresh again and again', async () => {
    await open();
    await open();
    expect(goTo()).toHaveBeenCalledTimes(1);
    expect(TestBed.inject(Router).url).toBe('/unreachable');

    now.set(new Date('2026-06-01T12:00:31Z'));
    await open();
    expect(goTo()).toHaveBeenCalledTimes(2);
  });

  it('is not what every failure is', async () => {
    failure = new Error('a fault of the page');
    await open();

    expect(goTo()).not.toHaveBeenCalled();
  });
});
