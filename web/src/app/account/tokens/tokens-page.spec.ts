import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import {
  type ApiTokenRowFragment,
  ApiTokensDocument,
  CreateApiTokenDocument,
  RevokeApiTokenDocument,
} from '../../core/graphql/generated';
import { TokensPage } from './tokens-page';

const token = (changes: Partial<ApiTokenRowFragment> = {}): ApiTokenRowFragment & { __typename: 'ApiToken' } => ({
  __typename: 'ApiToken',
  id: 'token-1',
  name: 'Monitoring',
  hint: 'mdp_7KQ2',
  scopes: ['CLIENTS_READ', 'SESSIONS_READ', 'SESSIONS_WRITE'],
  networks: null,
  createdAt: '2026-05-01T10:00:00Z',
  createdBy: { id: 'user-1', name: 'Anna Kowalczyk' },
  expiresAt: '2026-07-30T10:00:00Z',
  lastUsedAt: null,
  ...changes,
});

describe('the page of API tokens', () => {
  let server: ApolloTestingController;
  let page: Shown<TokensPage>;

  const open = async (...tokens: ApiTokenRowFragment[]) => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z' });
    await TestBed.inject(Viewer).enter(user({ rights: ['TOKENS', 'CLIENTS_READ', 'CLIENTS_WRITE', 'EVENTS_READ'] }));
    page = await show(TokensPage);
    await answer(...tokens);
  };
  const answer = async (...tokens: ApiTokenRowFragment[]) => {
    server.expectOne(ApiTokensDocument).flushData({ apiTokens: tokens });
    await settle();
  };
  const fill = async () => {
    await page.click('New token');
    await page.type('name', 'Billing');
    await page.choose('See');
    await page.type('password', 'four green parrots sing');
    await page.click('Create token');
  };

  afterEach(() => server.verify());

  it('shows what each may do, who made it, when it was used and until when it holds', async () => {
    await open(
      token(),
      token({ id: 'token-2', name: 'Old', expiresAt: '2026-05-31T10:00:00Z', lastUsedAt: '2026-06-01T11:57:00Z' }),
      token({ id: 'token-3', name: 'Office', expiresAt: null, networks: ['192.0.2.0/24'] }),
    );

    expect(page.text).toContain('Monitoring mdp_7KQ2…');
    expect(page.text).toContain('Clients, Sessions (change too)');
    expect(page.text).toContain('Anna Kowalczyk 1 May 2026');
    expect(page.text).toContain('Never Expires 30 Jul 2026');
    expect(page.text).toContain('3 minutes ago Expires Expired');
    expect(page.text).toContain('Only from 192.0.2.0/24');
    expect(await findings(page.element)).toEqual([]);
  });

  it('offers no scope that its maker lacks', async () => {
    await open();
    expect(page.text).toContain('No tokens yet');
    await page.click('New token');

    const areas = [...page.element.querySelectorAll('[role=group]')].map(area => area.getAttribute('aria-label'));
    expect(areas).toEqual(['Clients', 'Event log']);
    expect(await findings(page.element)).toEqual([]);
  });

  it('makes one, and shows its secret once', async () => {
    await open();
    await fill();
    const sent = server.expectOne(CreateApiTokenDocument);
    expect(sent.operation.variables).toEqual({
      input: {
        name: 'Billing',
        scopes: ['CLIENTS_READ'],
        expiresInDays: 90,
        networks: null,
        password: 'four green parrots sing',
        idempotencyKey: jasmine.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    const payload = { __typename: 'CreateApiTokenPayload', apiToken: token({ name: 'Billing' }), secret: 'mdp_secret' };
    sent.flushData({ createApiToken: payload });
    await settle();
    await answer(token({ name: 'Billing' }));

    expect(page.find('dialog').textContent).toContain('mdp_secret');
    await page.click('Done');
    expect(page.text).not.toContain('mdp_secret');
  });

  it('makes it once where the answer was lost and it is sent again', async () => {
    await open();
    await fill();
    const first = server.expectOne(CreateApiTokenDocument);
    first.networkError(new Error('offline'));
    await settle();
    await page.click('Create token');
    const again = server.expectOne(CreateApiTokenDocument);
    expect(again.operation.variables).toEqual(first.operation.variables);

    again.flushData({ createApiToken: { __typename: 'CreateApiTokenPayload', apiToken: token(), secret: null } });
    await settle();
    await answer(token());
    expect(page.find('dialog').textContent).toContain('its secret is not shown again');
  });

  it('says at the fields what is wrong', async () => {
    await open();
    await page.click('New token');
    await page.click('Create token');
    expect(page.text).toContain('Choose at least one thing');

    await page.click('Cancel');
    await fill();
    const fields = { password: ['is wrong'], networks: ['each must be an address'] };
    server
      .expectOne(CreateApiTokenDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details: { fields } } }]);
    await settle();
    expect(page.text).toContain('This is not your password');
    expect(page.text).toContain('At most 20 addresses or networks');
  });

  it('asks before one is revoked', async () => {
    await open(token());
    await page.click('Revoke Monitoring');
    expect(page.find('dialog').textContent).toContain('Revoke “Monitoring”?');
    page.find('dialog .dangerous').click();
    await settle();

    const sent = server.expectOne(RevokeApiTokenDocument);
    expect(sent.operation.variables).toEqual({ id: 'token-1' });
    sent.flushData({ revokeApiToken: { __typename: 'ApiToken', id: 'token-1' } });
    await settle();
    await answer();
    expect(page.text).toContain('No tokens yet');
  });
});
