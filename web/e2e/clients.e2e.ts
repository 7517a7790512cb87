import { randomUUID } from 'node:crypto';
import { expect, type Page, test } from '@playwright/test';
import { HOSTILE_TEXTS } from '../../server/test/hostile-texts.ts';
import { Agent } from './agent.ts';
import { licenseKey, makeFirstAccount, signInByKeyboard, tabTo } from './owner.ts';
import { Portal } from './portal.ts';

/** A number that no account has. */
const ELSEWHERE = '987654321';
const ENROLL = 'mutation ($input: EnrollClientInput!) { enrollClient(input: $input) { client { id } } }';
/** What devices may call themselves; the others are refused. */
const NAMES = HOSTILE_TEXTS.filter(({ cell }) => cell !== null).map(({ text }) => text);

test.describe('an administrator without a mouse', () => {
  let portal: Portal;
  let agent: Agent;
  let page: Page;
  let key: string;

  const press = async (part: ReturnType<Page['locator']>) => {
    await tabTo(page, part);
    await page.keyboard.press('Enter');
  };
  const follow = (name: string) => press(page.getByRole('navigation').first().getByRole('link', { name, exact: true }));

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    const first = await browser.newPage();
    await makeFirstAccount(first, portal);
    key = await licenseKey(first, portal);
    await first.close();
    page = await (await browser.newContext()).newPage();
    await signInByKeyboard(page, portal);
    agent = await Agent.enroll(portal, key, 'reception');
  });

  test.afterAll(async () => {
    // As they came up, so that what failed to is no reason to leave the others.
    await portal.close();
    await page.context().close();
    await agent.stop();
  });

  test('sees a client come online in the list, opens it, and gives it an alias', async () => {
    await follow('Clients');
    await expect(page.locator('[data-row]')).toContainText(['Offline']);
    await agent.run();
    await expect(page.locator('[data-row]')).toContainText(['Online'], { timeout: 2_000 });

    await press(page.locator('[data-row] a').first());
    await expect(page.locator('app-client-facts')).toContainText('reception');
    await press(page.getByRole('button', { name: 'Change Alias' }));
    await expect(page.getByRole('textbox', { name: 'Alias' })).toBeFocused();
    await page.keyboard.type('front-desk@ad');
    await page.keyboard.press('Enter');
    await expect(page.locator('app-client-aliases')).toContainText('front-desk@ad');
    await follow('Clients');
    await expect(page.locator('[data-row]')).toContainText(['front-desk@ad']);
  });

  test('sees a session begin in the list, and closes it', async () => {
    await follow('Sessions');
    await agent.connect(ELSEWHERE);
    await expect(page.locator('[data-row]')).toContainText(['front-desk@ad'], { timeout: 2_000 });

    await press(page.locator('[data-row] a').first());
    await press(page.getByRole('button', { name: 'Close session' }));
    const dialog = page.locator('dialog[open]');
    await press(dialog.getByRole('button', { name: 'Close session' }));

    await expect(page.locator('app-session-words')).toContainText('portal');
    await expect(page.getByRole('button', { name: 'Close session' })).toHaveCount(0);
  });

  test('reads as text whatever hostile devices call themselves', async () => {
    const alarms: string[] = [];
    page.on('dialog', dialog => {
      alarms.push(dialog.message());
      void dialog.dismiss();
    });
    page.on('console', message => message.type() === 'error' && alarms.push(message.text()));
    const ids: string[] = [];
    for (const hostName of NAMES) {
      const input = { key, hardwareId: randomUUID(), platform: 'LINUX', hostName, version: hostName };
      const response = await page.request.post(`${portal.url}/graphql`, {
        data: { query: ENROLL, variables: { input } },
      });
      const { data } = (await response.json()) as { data: { enrollClient: { client: { id: string } } } };
      ids.push(data.enrollClient.client.id);
    }

    // So high that the table draws every row.
    await page.setViewportSize({ width: 1440, height: 6000 });
    await page.goto(`${portal.url}/clients?rows=100`);
    const rows = page.locator('[data-row]');
    await expect(rows).toHaveCount(ids.length + 1);
    const plain = (text: string) => text.replace(/\s+/g, ' ').trim();
    const shown = (await rows.allTextContents()).map(plain);
    for (const name of NAMES) expect(shown.filter(row => row.includes(plain(name))).length).toBeGreaterThan(0);

    await page.goto(`${portal.url}/clients/${ids[0] ?? ''}`);
    await expect(page.locator('app-client-facts')).toContainText(NAMES[0] ?? '');
    expect(alarms).toEqual([]);
  });
});
