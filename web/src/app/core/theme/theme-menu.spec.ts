import { TestBed } from '@angular/core/testing';
import { show, useWorld } from '../../../testing/page';
import { ThemeChoice } from './theme';
import { ThemeMenu } from './theme-menu';

describe('the color scheme', () => {
  const scheme = () => document.documentElement.style.colorScheme;

  afterEach(() => localStorage.clear());

  it('is the system’s until one is chosen', async () => {
    await useWorld();
    await show(ThemeMenu);

    expect(scheme()).toBe('light dark');
  });

  it('is the chosen one at once, and at the next visit', async () => {
    await useWorld();
    const page = await show(ThemeMenu);
    await page.click('Color scheme');
    await page.click('Dark');
    expect(scheme()).toBe('dark');

    TestBed.resetTestingModule();
    await useWorld();

    expect(TestBed.inject(ThemeChoice).theme()).toBe('dark');
  });

  it('that storage holds and nobody knows is the system’s', async () => {
    localStorage.setItem('portal.theme', 'sepia');
    await useWorld();

    expect(TestBed.inject(ThemeChoice).theme()).toBe('system');
  });
});
