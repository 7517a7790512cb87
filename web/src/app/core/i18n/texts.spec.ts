import { Directionality } from '@angular/cdk/bidi';
import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { TranslateLoader, TranslateService, type TranslationObject, provideTranslateLoader } from '@ngx-translate/core';
import { type Observable, of, throwError } from 'rxjs';
import en from '../../../../public/i18n/en.json';
import { show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { TzDate } from '../time/tz-date.pipe';
import { Locale } from './locale';
import { Num } from './num.pipe';
import { T } from './t.pipe';
import { Texts } from './texts';

const FORMS = {
  one: '{{count}} one',
  two: '{{count}} two',
  few: '{{count}} few',
  many: '{{count}} many',
  other: '{{count}} other',
};

@Component({
  selector: 'app-sample',
  imports: [Num, T, TzDate],
  template: `{{ 'license.title' | t }}, {{ 12345 | num }}, {{ '2026-07-01T22:30:00Z' | tzDate }}`,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Sample {}

describe('the texts', () => {
  it('follow a change of language and of time zone at once', async () => {
    await useWorld({ language: 'de', zone: 'Europe/Berlin' });
    const page = await show(Sample);
    expect(page.text).toBe('Lizenz, 12.345, 02.07.2026, 00:30');

    await TestBed.inject(Locale).use('en');
    TestBed.inject(Locale).zone.set('Asia/Tokyo');
    await settle();

    expect(page.text).toMatch(/^License, 12,345, .*07:30/);
  });

  it('tell the page its language', async () => {
    await useWorld({ language: 'de' });
    TestBed.tick();

    expect(document.documentElement.lang).toBe('de');
    expect(document.documentElement.dir).toBe('ltr');
  });

  it('turn the page, and what opens over it, for a language that is written from the right', async () => {
    await useWorld({ language: 'ar' });
    TestBed.tick();
    expect(document.documentElement.dir).toBe('rtl');
    expect(TestBed.inject(Directionality).value).toBe('rtl');

    await TestBed.inject(Locale).use('en');
    TestBed.tick();
    expect(document.documentElement.dir).toBe('ltr');
    expect(TestBed.inject(Directionality).value).toBe('ltr');
  });

  it('take the form that the language has for a number', async () => {
    await useWorld();
    TestBed.inject(TranslateService).setTranslation('ar', { app: { failed: FORMS } });
    await TestBed.inject(Locale).use('ar');
    const said = (count: number) => TestBed.inject(Texts).find('app.failed', { count });

    expect([1, 2, 3, 11, 100].map(said)).toEqual(['1 one', '2 two', '3 few', '11 many', '100 other']);
  });

  it('are English where a language has none yet', async () => {
    await useWorld({ language: 'ar' });

    expect(TestBed.inject(Texts).get('license.days-left', { count: 12 })).toBe('12 days left');
  });

  it('have a word for one and a word for many', async () => {
    await useWorld({ language: 'en' });
    const texts = TestBed.inject(Texts);

    expect(texts.get('license.days-left', { count: 1 })).toBe('1 day left');
    expect(texts.get('license.days-left', { count: 12 })).toBe('12 days left');
  });

  it('write numbers as the language does', async () => {
    await useWorld({ language: 'de' });

    expect(TestBed.inject(Texts).get('license.use', { used: 1234, limit: 5000 })).toBe('1.234 von 5.000 belegt');
  });

  it('stay as they are when an unknown language is asked for', async () => {
    await useWorld({ language: 'de' });

    await TestBed.inject(Locale).use('tlh');

    expect(TestBed.inject(Locale).language()).toBe('de');
  });
});

describe('a language whose texts cannot be had', () => {
  let answers: Observable<TranslationObject>[];

  const open = () =>
    useWorld({
      language: null,
      providers: [
        provideTranslateLoader(
          class extends TranslateLoader {
            getTranslation = () => answers.shift() ?? of({});
          },
        ),
      ],
    });

  beforeEach(() => {
    localStorage.clear();
    // The library tells the console of each failure.
    spyOn(console, 'warn');
  });

  it('is tried again at the start', async () => {
    answers = [throwError(() => new Error('offline')), throwError(() => new Error('offline')), of(en)];
    await open();
    TestBed.inject(TranslateService).resetLang('en');
    localStorage.setItem('portal.language', 'en');

    await TestBed.inject(Locale).start();

    expect(answers).toEqual([]);
    expect(TestBed.inject(Texts).get('license.title')).toBe('License');
  });

  it('leaves the page in the one it has', async () => {
    answers = [throwError(() => new Error('offline'))];
    await open();
    await TestBed.inject(Locale).use('en');
    TestBed.inject(TranslateService).resetLang('de');

    expect(await TestBed.inject(Locale).use('de')).toBeFalse();

    expect(TestBed.inject(Locale).language()).toBe('en');
    expect(TestBed.inject(Texts).get('license.title')).toBe('License');
  });
});

describe('the first language', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it('is the one that this browser chose before', async () => {
    await useWorld({ language: 'de' });
    TestBed.resetTestingModule();

    await useWorld({ language: null });
    await TestBed.inject(Locale).start();

    expect(TestBed.inject(Locale).language()).toBe('de');
  });

  it('is what the browser prefers where nothing was chosen', async () => {
    await useWorld({ language: null });
    await TestBed.inject(Locale).start();

    expect(navigator.language).toContain(TestBed.inject(Locale).language());
  });

  it('has the calendar and the digits of everything else here, in Arabic too', async () => {
    spyOnProperty(navigator, 'languages').and.returnValue(['ar-SA']);
    await useWorld({ language: 'ar', zone: 'UTC' });

    expect((await show(Sample)).text).toMatch(/12,345, .*2026.*22:30|12,345, .*2026.*10:30/);
  });

  it('is written in the browser’s region, unless the browser names one that is none', async () => {
    const languages = spyOnProperty(navigator, 'languages').and.returnValue(['de-AT', 'en-US@posix', 'en-CA']);
    await useWorld({ language: 'de' });
    expect(TestBed.inject(Locale).tag()).toBe('de-AT');
    await TestBed.inject(Locale).use('en');
    expect(TestBed.inject(Locale).tag()).toBe('en-CA');

    TestBed.resetTestingModule();
    languages.and.returnValue([]);
    await useWorld({ language: 'de' });
    expect(TestBed.inject(Locale).tag()).toBe('de-DE');
  });
});
