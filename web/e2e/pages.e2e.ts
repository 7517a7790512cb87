import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { makeFirstAccount, signInByKeyboard } from './owner.ts';
import { Portal } from './portal.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATHS = [
  '/sign-in',
  '/welcome#nothing',
  '/sign-up',
  '/sign-up#nothing',
  '/forgot-password',
  '/reset-password',
  '/reset-password#nothing',
  '/invitation',
  '/invitation#nothing',
  '/dashboard',
  '/license',
  '/license/upgrade',
  '/license/namespace',
  '/clients',
  '/sessions',
  '/files',
  '/files/new',
  '/settings/general',
  '/settings/security',
  '/settings/customer',
  '/settings/payment',
  '/settings/invoices',
  '/settings/support',
  '/settings/support/new',
  '/settings/connect',
  '/settings/people',
  '/settings/activity',
  '/settings/tokens',
  '/no-such-page',
];

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe finds at fault by WCAG 2.2 AA and its best practices. Run in a world of its own, past the page's policy. */
async function findings(page: Page): Promise<string[]> {
  const found = await page.evaluate<readonly Finding[]>(
    `${AXE}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(r => r.violations)`,
  );
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n')}`);
}

test.describe('every page', () => {
  let portal: Portal;

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    const page = await browser.newPage();
    await makeFirstAccount(page, portal);
    await page.close();
  });

  test.afterAll(() => portal.close());

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1440, 390]) {
      test(`can be used by everybody, and keeps its content policy: ${colorScheme}, ${String(width)} pixels`, async ({
        browser,
      }) => {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: 900 },
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        const complaints: string[] = [];
        page.on('console', message => {
          if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
        });
        page.on('pageerror', error => complaints.push(error.message));
        await signInByKeyboard(page, portal);

        for (const path of PATHS) {
          await page.goto(`${portal.url}${path}`);
          await expect(page.locator('h1').first()).toBeVisible();
          await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
          expect(await findings(page), path).toEqual([]);
          const isScrolledSideways = await page.evaluate(
            () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
          );
          expect(isScrolledSideways, `${path} is wider than the screen`).toBe(false);
        }
        expect(complaints).toEqual([]);
        await context.close();
      });
    }
  }

  test('changes its language without being loaded anew', async ({ page }) => {
    await signInByKeyboard(page, portal);

    await page.getByRole('button', { name: 'Language' }).click();
    await page
      .getByRole('menuitem', { name: 'Deutsch' })
      .or(page.getByRole('menuitemradio', { name: 'Deutsch' }))
      .click();

    await expect(page.locator('h1')).toHaveText('Übersicht');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(page).toHaveTitle(/Übersicht/);
  });

  test('turns round for a language that is written from the right, and back', async ({ page }) => {
    await signInByKeyboard(page, portal);
    const isNavigationLeft = async () => ((await page.locator('nav').first().boundingBox())?.x ?? 0) < 100;
    expect(await isNavigationLeft()).toBe(true);

    // The test before may have left another language with the person.
    const choose = async (button: RegExp, language: string) => {
      await page.getByRole('button', { name: button }).click();
      await page.getByRole('menuitemradio', { name: language }).click();
    };
    await choose(/^(Language|Sprache)$/, 'العربية');

    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(page.locator('h1')).toHaveText('لوحة المعلومات');
    expect(await isNavigationLeft()).toBe(false);

    await choose(/^اللغة$/, 'English');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    expect(await isNavigationLeft()).toBe(true);
  });
});
