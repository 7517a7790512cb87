import { readFile } from 'node:fs/promises';
import { expect, type Page, test } from '@playwright/test';
import { makeFirstAccount } from './owner.ts';
import { Package } from './package.ts';
import { Portal } from './portal.ts';

/** The exit code of an agent whose configuration was changed. */
const TAMPERED = 13;

test.describe('a person who makes a custom client', () => {
  let portal: Portal;
  let page: Page;
  let client: Package;

  const publicLink = () => page.locator('app-link-list .address bdi');

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    page = await (await browser.newContext()).newPage();
    await makeFirstAccount(page, portal);
  });

  test.afterAll(async () => {
    // As they came up, so that what failed to is no reason to leave the others.
    await portal.close();
    await page.context().close();
    await client.stop();
  });

  test('makes it, downloads it, runs it, and sees it online', async () => {
    await page.goto(`${portal.url}/files`);
    await page.getByRole('link', { name: 'New custom client' }).first().click();
    await page.locator('[name="name"]').fill('Shop tills');
    await page.locator('[name="platform"]').selectOption('LINUX');
    await page.locator('[name="programName"]').fill('Northwind Help');
    await page.locator('[name="aliasPattern"]').fill('till-{id}');
    await page.getByLabel('Make a public link too').check();
    await page.getByRole('button', { name: 'Make custom client' }).click();
    await expect(page.getByRole('heading', { name: 'Shop tills' })).toBeVisible();

    const download = page.waitForEvent('download');
    await page.locator('ui-page-head a[download]').click();
    const file = await download;
    expect(file.suggestedFilename()).toMatch(/^northwind-help-ad_[\w-]+-linux\.tar\.gz$/);
    client = await Package.unpack(portal, 'shop', await readFile(await file.path()));
    await client.start().says(/\bconnected\b/);

    await expect(page.locator('app-running-versions')).toContainText('1 client');
    await page.goto(`${portal.url}/clients`);
    await expect(page.locator('[data-row]')).toContainText(['Online']);
    await page.locator('[data-row] td a').first().click();
    await expect(page.locator('app-client-facts')).toContainText('by the custom client Shop tills');
  });

  test('changes it, and sees the running client take the new version', async () => {
    await page.goto(`${portal.url}/files`);
    await page.getByRole('link', { name: 'Shop tills', exact: true }).click();
    await page.locator('ui-page-head').getByRole('link', { name: 'Edit' }).click();
    await page.locator('[name="programName"]').fill('Northwind Desk');
    await page.getByRole('button', { name: 'Save' }).click();

    await expect(page.locator('app-running-versions')).toContainText(/Version 2\s+newest\s*1 client/);
    await expect(page.locator('ui-page-head a[download]')).toBeVisible();
  });

  test('has made one that refuses to run once a byte of its configuration was changed', async () => {
    const tampered = await client.tampered();

    expect(await tampered.start().ended()).toBe(TAMPERED);
  });

  test('revokes its public link, which opens nothing from then on', async () => {
    await page.goto(`${portal.url}/files`);
    await page.getByRole('link', { name: 'Shop tills', exact: true }).click();
    const url = await publicLink().innerText();
    await expect(page.locator('app-link-list app-build-state')).toHaveCount(0);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);

    await page.locator('app-link-list').getByRole('button', { name: 'Revoke' }).click();
    await page.locator('.dangerous').click();
    await expect(page.locator('app-link-list')).toContainText('Revoked');

    expect((await fetch(url)).status).toBe(404);
  });
});
