import { expect, type Locator, type Page } from '@playwright/test';
import type { Portal } from './portal.ts';

/** Who makes the first account. */
export const OWNER = {
  company: 'Acme Support',
  name: 'Ada Owner',
  email: 'ada@acme.example',
  password: 'four green parrots sing',
};

/** Makes the first account as the person does who has just started the portal. */
export async function makeFirstAccount(page: Page, portal: Portal): Promise<void> {
  await page.goto(await portal.setupLink());
  for (const [name, text] of Object.entries(OWNER)) await page.locator(`input[name="${name}"]`).fill(text);
  await page.locator('button[type="submit"]').click();
  await expect(page).toHaveURL(`${portal.url}/dashboard`);
}

/** Presses Tab until the part of the page has the focus, as a person does who has no mouse. */
export async function tabTo(page: Page, part: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await part.evaluate(element => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('It cannot be reached with the keyboard');
}

/** Signs in with nothing but the keyboard. */
export async function signInByKeyboard(page: Page, portal: Portal): Promise<void> {
  await page.goto(`${portal.url}/sign-in`);
  await tabTo(page, page.locator('input[name="email"]'));
  await page.keyboard.type(OWNER.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(OWNER.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${portal.url}/dashboard`);
}

/** The license key in full, revealed to the page's user. */
export async function licenseKey(page: Page, portal: Portal): Promise<string> {
  const response = await page.request.post(`${portal.url}/graphql`, {
    data: { query: 'mutation { revealLicenseKey { key } }' },
  });
  const { data } = (await response.json()) as { data: { revealLicenseKey: { key: string } } };
  return data.revealLicenseKey.key;
}
