import { expect, type Page, test } from '@playwright/test';
import { Agent } from './agent.ts';
import { licenseKey, makeFirstAccount } from './owner.ts';
import { Portal } from './portal.ts';

/** A number that no account has. */
const ELSEWHERE = '987654321';

test.describe('a person who watches the dashboard', () => {
  let portal: Portal;
  let agent: Agent;
  let page: Page;

  const counter = (name: string) => page.locator(`[data-counter="${name}"] strong`);
  const feed = () => page.locator('app-event-feed');
  const sessions = () => page.locator('[data-session]');
  const liveState = () => page.locator('app-live-state');

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    page = await (await browser.newContext()).newPage();
    await makeFirstAccount(page, portal);
    agent = await Agent.enroll(portal, await licenseKey(page, portal), 'reception');
  });

  test.afterAll(async () => {
    // As they came up, so that what failed to is no reason to leave the others.
    await portal.close();
    await page.context().close();
    await agent.stop();
  });

  test('sees a device come online, connect, and be lost, in a page that is never loaded anew', async () => {
    await expect(liveState()).toHaveText('Live');
    await expect(counter('connected')).toHaveText('1');
    await expect(counter('online')).toHaveText('0');
    await page.evaluate(() => Object.assign(window, { isTheSamePage: true }));

    await agent.run();
    await expect(counter('online')).toHaveText('1', { timeout: 2_000 });

    await agent.connect(ELSEWHERE);
    await expect(counter('active')).toHaveText('1', { timeout: 2_000 });
    await expect(sessions()).toContainText(['987\u00a0654\u00a0321']);

    await agent.kill();
    await expect(counter('online')).toHaveText('0', { timeout: 15_000 });
    await expect(counter('active')).toHaveText('0', { timeout: 5_000 });
    await expect(sessions()).toHaveCount(0);
    await expect(feed()).toContainText('Connection to the device lost');
    expect(await page.evaluate(() => 'isTheSamePage' in window)).toBe(true);
  });

  test('is told when the portal is gone, and sees what has happened once it is back', async () => {
    await portal.kill();
    await expect(liveState()).toContainText('Reconnecting');
    await expect(liveState()).toContainText(/as of \d\d:\d\d:\d\d/);

    await portal.startAgain();
    await expect(liveState()).toHaveText('Live', { timeout: 20_000 });

    await agent.run();
    await expect(counter('online')).toHaveText('1', { timeout: 2_000 });
    await expect(feed().locator('li').first()).toContainText('came online');
  });

  test('is signed out in every window by signing out in one', async () => {
    const other = await page.context().newPage();
    await other.goto(`${portal.url}/license`);
    await expect(other.locator('h1')).toHaveText('License');

    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();

    await expect(page).toHaveURL(/\/sign-in/);
    await expect(other).toHaveURL(/\/sign-in/);
  });
});
