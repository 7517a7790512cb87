import { expect, type Page, test } from '@playwright/test';
import { Authenticator } from './authenticator.ts';
import { OWNER, makeFirstAccount } from './owner.ts';
import { Portal } from './portal.ts';

test.describe('two-factor authentication', () => {
  let portal: Portal;
  let page: Page;
  let app: Authenticator;
  let usedCode: string;
  let recoveryCodes: string[];

  const submit = () => page.locator('button[type="submit"]').click();
  const signOut = async () => {
    await page.getByRole('button', { name: 'Your account' }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page).toHaveURL(/\/sign-in/);
  };
  const giveThePassword = async () => {
    await page.locator('input[name="email"]').fill(OWNER.email);
    await page.locator('input[name="password"]').fill(OWNER.password);
    await submit();
    await expect(page.locator('h1')).toHaveText('One more step');
  };

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    page = await (await browser.newContext()).newPage();
    await makeFirstAccount(page, portal);
  });

  test.afterAll(async () => {
    await portal.close();
    await page.context().close();
  });

  test('is turned on by a code of the app, and gives recovery codes', async () => {
    await page.goto(`${portal.url}/settings/security`);
    const card = page.locator('app-second-factor-card');
    await card.getByRole('button', { name: 'Turn on' }).click();
    await card.locator('input[name="password"]').fill(OWNER.password);
    await card.getByRole('button', { name: 'Continue' }).click();

    await expect(card.getByRole('img', { name: 'QR code' })).toBeVisible();
    app = new Authenticator((await card.locator('code').innerText()).replaceAll(' ', ''));
    usedCode = app.code();
    await card.locator('input[name="code"]').fill(usedCode);
    await card.getByRole('button', { name: 'Turn on' }).click();

    await expect(card.locator('li')).toHaveCount(10);
    recoveryCodes = await card.locator('li').allInnerTexts();
    const download = page.waitForEvent('download');
    await card.getByRole('button', { name: 'Download' }).click();
    expect((await download).suggestedFilename()).toBe('recovery-codes.txt');
    await card.getByRole('button', { name: 'I have kept them' }).click();
    await expect(card).toContainText('10 of 10 left');
  });

  test('asks for a code when one signs in, and takes none twice', async () => {
    await signOut();
    await giveThePassword();
    await page.locator('input[name="code"]').fill(usedCode);
    await submit();
    await expect(page.getByRole('alert')).toContainText('wrong or was used already');

    await page.locator('input[name="code"]').fill(app.code(1));
    await submit();
    await expect(page).toHaveURL(`${portal.url}/dashboard`);
  });

  test('takes a recovery code instead, once', async () => {
    await signOut();
    await giveThePassword();
    await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
    await page.locator('input[name="recovery"]').fill(recoveryCodes[0] ?? '');
    await submit();
    await expect(page).toHaveURL(`${portal.url}/dashboard`);

    await page.goto(`${portal.url}/settings/security`);
    await expect(page.locator('app-second-factor-card')).toContainText('9 of 10 left');
  });

  test('is turned off by the password and a code', async () => {
    const card = page.locator('app-second-factor-card');
    await card.getByRole('button', { name: 'Turn off' }).click();
    await card.locator('input[name="password"]').fill(OWNER.password);
    await card.locator('input[name="code"]').fill(recoveryCodes[1] ?? '');
    await card.locator('dialog button[type="submit"]').click();
    await expect(card.getByRole('button', { name: 'Turn on' })).toBeVisible();
  });
});
