import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { Agent } from './agent.ts';
import { licenseKey, makeFirstAccount } from './owner.ts';
import { Portal } from './portal.ts';

/** In this time after it is gone a device is OFFLINE, and its session ended. */
const GONE_MS = 45_000;
/** A number that no account has. */
const ELSEWHERE = '987654321';
const ORDERS = [
  ['agent', 'portal', 'database'],
  ['database', 'agent', 'portal'],
  ['portal', 'database', 'agent'],
  ['agent', 'database', 'portal'],
  ['database', 'portal', 'agent'],
  ['portal', 'agent', 'database'],
] as const;
const ROUNDS = process.env['TEST_LONG'] === '1' ? ORDERS : ORDERS.slice(0, 1);

const STATE = `{ dashboard { onlineClients activeSessions } }`;
const LOG = `query ($after: String) { events(first: 100, after: $after, filter: { types: [SESSION_STARTED, SESSION_ENDED, SESSION_RESUMED] }) {
  nodes { type sessionId } pageInfo { endCursor hasNextPage } } }`;

interface State {
  readonly onlineClients: number;
  readonly activeSessions: number;
}

interface Log {
  readonly nodes: readonly { readonly type: string; readonly sessionId: string }[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

test.describe('what is cut off in the midst', () => {
  let portal: Portal;
  let page: Page;
  let agent: Agent;

  test.beforeAll(async ({ browser }) => {
    portal = await Portal.open();
    page = await (await browser.newContext()).newPage();
    await makeFirstAccount(page, portal);
    agent = await Agent.enroll(portal, await licenseKey(page, portal), 'checkout-till');
  });

  test.afterAll(async () => {
    // As they came up, so that what failed to is no reason to leave the others.
    await portal.close();
    await page.context().close();
    await agent.stop();
  });

  /** Asks until the portal answers: it may be about to come up, or its database. */
  async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
    for (;;) {
      const response = await page.request
        .post(`${portal.url}/graphql`, { data: { query, variables } })
        .catch(() => null);
      const answer = response?.headers()['content-type']?.includes('json')
        ? ((await response.json()) as { data?: Data | null; errors?: unknown })
        : undefined;
      if (answer?.data && !answer.errors) return answer.data;
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  async function killDatabase(): Promise<void> {
    const file = join(portal.folder, 'data', 'postgres', 'cluster', 'postmaster.pid');
    process.kill(parseInt(await readFile(file, 'utf8')), 'SIGKILL');
  }

  async function sessionsTold(): Promise<Map<string, string[]>> {
    const told = new Map<string, string[]>();
    let after: string | null = null;
    for (;;) {
      const { events }: { events: Log } = await ask<{ events: Log }>(LOG, { after });
      for (const { sessionId, type } of events.nodes) told.set(sessionId, [...(told.get(sessionId) ?? []), type]);
      if (!events.pageInfo.hasNextPage) return told;
      after = events.pageInfo.endCursor;
    }
  }

  for (const order of ROUNDS) {
    test(`is not shown as there for long, whichever goes first: ${order.join(', ')}`, async () => {
      const kills = { agent: () => agent.kill(), portal: () => portal.kill(), database: killDatabase };
      await agent.run();
      await agent.connect(ELSEWHERE);
      await expect.poll(async () => (await ask<{ dashboard: State }>(STATE)).dashboard.activeSessions).toBe(1);

      let goneAt = 0;
      for (const what of order) {
        await kills[what]();
        if (what === 'agent') goneAt = Date.now();
      }
      await portal.startAgain();

      await expect
        .poll(async () => (await ask<{ dashboard: State }>(STATE)).dashboard, { timeout: GONE_MS })
        .toEqual(expect.objectContaining({ onlineClients: 0, activeSessions: 0 }));
      expect(Date.now() - goneAt).toBeLessThan(GONE_MS);
    });
  }

  test('takes nobody with it where it is the database alone: the portal goes on, and so do devices and sessions', async () => {
    await agent.run();
    await agent.connect(ELSEWHERE);
    await expect.poll(async () => (await ask<{ dashboard: State }>(STATE)).dashboard.activeSessions).toBe(1);
    await killDatabase();

    const { dashboard } = await ask<{ dashboard: State }>(STATE);
    expect(dashboard).toEqual(expect.objectContaining({ onlineClients: 1, activeSessions: 1 }));
    await agent.kill();
    await expect
      .poll(async () => (await ask<{ dashboard: State }>(STATE)).dashboard, { timeout: GONE_MS })
      .toEqual(expect.objectContaining({ onlineClients: 0, activeSessions: 0 }));
  });

  test('comes back, with what ended once, and every counter as it can be counted', async () => {
    await agent.run();
    await expect.poll(async () => (await ask<{ dashboard: State }>(STATE)).dashboard.onlineClients).toBe(1);

    const told = await sessionsTold();
    expect(told.size).toBe(ROUNDS.length + 1);
    for (const types of told.values()) {
      let ended = 0;
      for (const type of types) ended += type === 'SESSION_ENDED' ? 1 : type === 'SESSION_RESUMED' ? -1 : 0;
      expect(types[0]).toBe('SESSION_STARTED');
      expect(ended).toBe(1);
      expect(types.join(' ')).not.toContain('SESSION_ENDED SESSION_ENDED');
    }
    expect(await portal.verified()).toBe(0);
  });
});
