import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, TitleStrategy, provideRouter } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { type Shown, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { App } from '../app';
import { UpdatePreferencesDocument } from '../core/graphql/generated';
import { PageTitle } from '../core/page-title';
import { Frame } from './frame';
import { NotFound } from './not-found';

@Component({ selector: 'app-page', template: 'content', changeDetection: ChangeDetectionStrategy.OnPush })
class Page {}

describe('the frame', () => {
  let server: ApolloTestingController;
  let page: Shown<App>;

  const drawer = () => page.find<HTMLDialogElement>('dialog');

  beforeEach(async () => {
    const children = [
      { path: 'dashboard', title: 'dashboard.title', component: Page },
      { path: 'license', title: 'license.title', component: Page },
      { path: '**', title: 'not-found.title', component: NotFound },
    ];
    server = await useWorld({
      providers: [
        provideRouter([{ path: '', component: Frame, children }]),
        { provide: TitleStrategy, useExisting: PageTitle },
      ],
    });
    page = await show(App);
    document.body.append(page.element);
    await TestBed.inject(Router).navigateByUrl('/dashboard');
    await settle();
  });

  afterEach(() => {
    page.element.remove();
    localStorage.clear();
    server.verify();
  });

  it('names the page in its top bar and in the window', async () => {
    await page.click('License');

    expect(page.find('h1').textContent).toBe('License');
    expect(document.title).toBe('License · MyDesk Portal');
  });

  it('leads to the pages that are built, and to no other', () => {
    const entries = [...page.element.querySelectorAll('app-navigation.wide li')].map(entry => entry.textContent.trim());

    expect(entries).toEqual(['Dashboard', 'License', 'Clients', 'Sessions', 'Files', 'Settings']);
  });

  it('marks the page that is open', async () => {
    await page.click('License');

    expect(page.find('app-navigation.wide [aria-current=page]').textContent.trim()).toBe('License');
  });

  it('puts the focus at the page’s beginning after going to another, and not on the first', async () => {
    expect(document.activeElement).toBe(document.body);

    await page.click('License');

    expect(document.activeElement).toBe(page.find('main'));
  });

  it('leaves the focus where it is while only the address of a list changes', async () => {
    await page.click('License');
    page.find('a').focus();

    await TestBed.inject(Router).navigateByUrl('/license?search=x');
    await settle();

    expect(document.activeElement).toBe(page.find('a'));
  });

  it('lets the keyboard skip to the content', async () => {
    await page.click('Skip to content');

    expect(document.activeElement).toBe(page.find('main'));
  });

  it('has a drawer that closes when asked to, and on going to another page', async () => {
    await page.click('Open navigation');
    expect(drawer().open).toBeTrue();
    await page.click('Close navigation');
    expect(drawer().open).toBeFalse();

    await page.click('Open navigation');
    drawer().querySelector<HTMLElement>('li:last-child a')?.click();
    await settle();
    expect(drawer().open).toBeFalse();
  });

  it('changes the language at once, and leaves a stranger’s choice to this browser', async () => {
    await page.click('Language');
    await page.click('Deutsch');

    expect(page.find('h1').textContent).toBe('Übersicht');
    expect(document.title).toBe('Übersicht · MyDesk Portal');
    server.expectNone(UpdatePreferencesDocument);
  });

  it('shows an unknown address as such, with a way out', async () => {
    await TestBed.inject(Router).navigateByUrl('/nowhere');
    await settle();
    expect(page.text).toContain('There is no such page');

    await page.click('To the dashboard');

    expect(page.find('h1').textContent).toBe('Dashboard');
  });
});
