import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { type Shown, type World, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import {
  type AllPreferencesFragment,
  GeneralSettingsDocument,
  UpdatePreferencesDocument,
} from '../../core/graphql/generated';
import { Locale } from '../../core/i18n/locale';
import { Toasts } from '../../core/toasts/toasts';
import { GeneralPage } from './general-page';

const PREFERENCES: AllPreferencesFragment & { __typename: 'Preferences' } = {
  __typename: 'Preferences',
  language: 'en',
  timeZone: 'Europe/Berlin',
  csvScope: 'EVERYTHING',
  csvDateFormat: 'ISO_8601',
};

describe('the general settings', () => {
  let server: ApolloTestingController;
  let page: Shown<GeneralPage>;

  const open = async (world: World = {}) => {
    server = await useWorld(world);
    page = await show(GeneralPage);
  };
  const answer = async (changes: Partial<AllPreferencesFragment> = {}) => {
    const preferences = { ...PREFERENCES, ...changes };
    server
      .expectOne(GeneralSettingsDocument)
      .flushData({ viewer: { __typename: 'UserViewer', id: 'user-1', preferences } });
    await settle();
  };
  const choose = async (name: string, value: string) => {
    const field = page.find<HTMLSelectElement>(`select[name="${name}"]`);
    field.value = value;
    field.dispatchEvent(new Event('change'));
    await settle();
  };

  afterEach(() => server.verify());

  it('show what is chosen, and what a clock shows there', async () => {
    await open({ now: '2026-06-01T12:00:00Z' });
    await answer({ timeZone: 'Asia/Tokyo' });

    expect(page.find<HTMLSelectElement>('[name=language]').value).toBe('en');
    expect(page.find<HTMLInputElement>('[name=timeZone]').value).toBe('Asia/Tokyo (UTC+09:00)');
    expect(page.text).toContain('There it is now 1 Jun 2026, 21:00');
  });

  it('switch language and time zone without a reload', async () => {
    await open();
    await answer();
    await choose('language', 'de');
    page.find('app-locale-form [type=submit]').click();
    await settle();
    const sent = server.expectOne(UpdatePreferencesDocument);
    expect(sent.operation.variables).toEqual({ input: { language: 'de', timeZone: 'Europe/Berlin' } });

    sent.flushData({ updatePreferences: { ...PREFERENCES, language: 'de', timeZone: 'Asia/Tokyo' } });
    await settle();
    await answer({ language: 'de', timeZone: 'Asia/Tokyo' });

    expect(page.text).toContain('Zeitzone');
    expect(TestBed.inject(Locale).zone()).toBe('Asia/Tokyo');
    expect(TestBed.inject(Toasts).list()[0]?.text).toBe('Gespeichert');
  });

  it('find a time zone by typing a part of its name', async () => {
    await open();
    await answer();
    await page.type('timeZone', 'york');

    const found = [...document.querySelectorAll('[role=option]')].map(option => option.textContent.trim());
    expect(found).toEqual(['America/New York (UTC-04:00)']);
  });

  it('show how a file would write the present moment', async () => {
    await open({ now: '2026-06-01T12:00:05Z' });
    await answer({ csvDateFormat: 'DAY_MONTH_YEAR_DOTS' });
    expect(page.find('samp').textContent).toBe('01.06.2026 14:00:05');

    await choose('csvDateFormat', 'MONTH_DAY_YEAR');
    expect(page.find('samp').textContent).toBe('06/01/2026 02:00:05 PM');
  });

  it('keep what the CSV button takes', async () => {
    await open();
    await answer();
    await page.choose('Page by page');
    page.find('app-csv-form [type=submit]').click();
    await settle();

    const sent = server.expectOne(UpdatePreferencesDocument);
    expect(sent.operation.variables).toEqual({ input: { csvScope: 'PAGE', csvDateFormat: 'ISO_8601' } });
    sent.flushData({ updatePreferences: { ...PREFERENCES, csvScope: 'PAGE' } });
    await settle();
    await answer({ csvScope: 'PAGE' });
  });

  it('say at the field that the server knows no such zone', async () => {
    await open();
    await answer();
    page.find('app-locale-form [type=submit]').click();
    await settle();
    const details = { fields: { timeZone: ['timeZone must be one of IANA'] } };
    server
      .expectOne(UpdatePreferencesDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details } }]);
    await settle();

    expect(page.find('app-locale-form').textContent).toContain('Please check this');
  });
});
