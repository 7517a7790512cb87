import { type EnvironmentProviders, type Provider, type Type, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import { TranslateService, provideTranslateService } from '@ngx-translate/core';
import { APOLLO_TESTING_CACHE, ApolloTestingController, ApolloTestingModule } from 'apollo-angular/testing';
import de from '../../public/i18n/de.json';
import en from '../../public/i18n/en.json';
import { GO_TO } from '../app/core/auth/go-to';
import { newCache } from '../app/core/graphql/provide-graphql';
import { RETRY_WAIT } from '../app/core/retry-wait';
import type { Language } from '../app/core/i18n/i18n-keys';
import { Locale } from '../app/core/i18n/locale';
import { PortalWords } from '../app/core/i18n/portal-words';
import { LIVE_PACE } from '../app/core/list/live-pace';
import { NOW } from '../app/core/time/now';
import { TYPING_PAUSE } from '../app/ui/search-field/typing-pause';
import { Words } from '../app/ui/words/words';
import { settle } from './settle';

export interface World {
  /** ISO 8601; NOW for the page. */
  readonly now?: string;
  /** Null leaves it to the browser. */
  readonly language?: Language | null;
  /** IANA name. */
  readonly zone?: string;
  readonly providers?: readonly (EnvironmentProviders | Provider)[];
}

/** Sets up what every page leans on: the texts as people read them, a server that the spec plays, a given moment and zone. */
export async function useWorld(world: World = {}): Promise<ApolloTestingController> {
  TestBed.configureTestingModule({
    imports: [ApolloTestingModule],
    providers: [
      provideTranslateService(),
      provideRouter([]),
      { provide: APOLLO_TESTING_CACHE, useFactory: newCache },
      { provide: NOW, useValue: signal(new Date(world.now ?? '2026-06-01T12:00:00Z')) },
      { provide: Words, useExisting: PortalWords },
      { provide: RETRY_WAIT, useValue: () => 0 },
      { provide: TYPING_PAUSE, useValue: 0 },
      { provide: LIVE_PACE, useValue: { gatherMs: 0, rereadMs: 0 } },
      { provide: GO_TO, useValue: jasmine.createSpy('goTo') },
      ...(world.providers ?? []),
    ],
  });
  const translate = TestBed.inject(TranslateService);
  translate.setTranslation('en', en);
  translate.setTranslation('de', de);
  const locale = TestBed.inject(Locale);
  locale.zone.set(world.zone ?? 'Europe/Berlin');
  if (world.language !== null) await locale.use(world.language ?? 'en');
  return TestBed.inject(ApolloTestingController);
}

/** A component on the page, read as a person reads it. */
export class Shown<C> {
  constructor(readonly fixture: ComponentFixture<C>) {}

  get element(): HTMLElement {
    return this.fixture.nativeElement as HTMLElement;
  }

  /** All its text, a space between any two pieces of it. */
  get text(): string {
    return this.read();
  }

  /** The text of a part of it, in the same way. */
  read(selector?: string): string {
    const part = selector === undefined ? this.element : this.find(selector);
    const pieces = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    let text = '';
    while (pieces.nextNode()) text += ` ${pieces.currentNode.textContent ?? ''}`;
    return text.replace(/\s+/g, ' ').trim();
  }

  /** @throws where nothing on the page matches */
  find<E extends HTMLElement>(selector: string): E {
    const found = this.element.querySelector<E>(selector);
    if (!found) throw new Error(`Nothing on the page matches ${selector}`);
    return found;
  }

  /** Clicks the button or link that reads so. */
  async click(words: string): Promise<void> {
    const controls = [...this.element.ownerDocument.querySelectorAll<HTMLElement>('button, a')];
    const wanted = controls.find(
      control =>
        control.textContent.replace(/\s+/g, ' ').trim() === words || control.getAttribute('aria-label') === words,
    );
    if (!wanted) throw new Error(`No button or link reads ${words}`);
    wanted.click();
    await settle();
  }

  /** Chooses the box or the circle whose label begins so. */
  async choose(words: string): Promise<void> {
    const labels = [...this.element.querySelectorAll('label')];
    const wanted = labels.find(label => label.textContent.replace(/\s+/g, ' ').trim().startsWith(words));
    const box = wanted?.querySelector('input');
    if (!box) throw new Error(`No box or circle is called ${words}`);
    box.click();
    await settle();
  }

  /** Types into the field with this `name`. */
  async type(name: string, text: string): Promise<void> {
    const field = this.find<HTMLInputElement>(`[name="${name}"]`);
    field.value = text;
    field.dispatchEvent(new Event('input'));
    await settle();
  }
}

/** Puts a component on the page and lets it draw. */
export async function show<C>(component: Type<C>, inputs: Record<string, unknown> = {}): Promise<Shown<C>> {
  const fixture = TestBed.createComponent(component);
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await settle();
  return new Shown(fixture);
}
