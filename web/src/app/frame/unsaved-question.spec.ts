import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, RouterOutlet, provideRouter } from '@angular/router';
import { type Shown, show, useWorld } from '../../testing/page';
import { settle } from '../../testing/settle';
import { UnsavedQuestion } from './unsaved-question';
import { asksBeforeLeaving, asksBeforeUnload } from '../core/unsaved/unsaved';

const isChanged = signal(false);

@Component({ selector: 'app-letter', template: 'a letter', changeDetection: ChangeDetectionStrategy.OnPush })
class Letter {
  readonly hasUnsaved = isChanged;

  constructor() {
    asksBeforeUnload(() => this.hasUnsaved());
  }
}

@Component({ selector: 'app-elsewhere', template: 'elsewhere', changeDetection: ChangeDetectionStrategy.OnPush })
class Elsewhere {}

@Component({
  selector: 'app-host',
  imports: [RouterOutlet, UnsavedQuestion],
  template: '<router-outlet /><app-unsaved-question />',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class Host {}

describe('a page with unsaved changes', () => {
  let page: Shown<Host>;
  let router: Router;

  const leave = async () => {
    void router.navigateByUrl('/elsewhere');
    await settle();
  };
  /** Whether the browser asks when the whole portal is left. What runs the specs must not hear it. */
  const asksOnUnload = () => {
    const { onbeforeunload } = window;
    window.onbeforeunload = null;
    const isQuiet = window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
    window.onbeforeunload = onbeforeunload;
    return !isQuiet;
  };

  beforeEach(async () => {
    isChanged.set(false);
    const routes = [
      { path: 'letter', component: Letter, canDeactivate: [asksBeforeLeaving] },
      { path: 'elsewhere', component: Elsewhere },
    ];
    await useWorld({ providers: [provideRouter(routes)] });
    router = TestBed.inject(Router);
    page = await show(Host);
    await router.navigateByUrl('/letter');
    await settle();
  });

  it('is left at once while there are none', async () => {
    await leave();
    expect(page.text).toBe('elsewhere');
    expect(asksOnUnload()).toBeFalse();
  });

  it('stays until the user has answered, and where the user wants to stay', async () => {
    isChanged.set(true);
    await leave();
    expect(page.text).toContain('Leave without saving?');
    expect(page.text).toContain('a letter');

    await page.click('Cancel');

    expect(page.text).toBe('a letter');
    expect(router.url).toBe('/letter');
  });

  it('is left where the user wants that', async () => {
    isChanged.set(true);
    await leave();
    await page.click('Leave');

    expect(page.text).toBe('elsewhere');
  });

  it('lets the browser ask too, as long as it is there', async () => {
    isChanged.set(true);
    expect(asksOnUnload()).toBeTrue();

    await leave();
    await page.click('Leave');
    expect(asksOnUnload()).toBeFalse();
  });
});
