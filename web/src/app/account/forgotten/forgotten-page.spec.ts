import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { RequestPasswordResetDocument } from '../../core/graphql/generated';
import { ForgottenPage } from './forgotten-page';

describe('the page for a forgotten password', () => {
  let server: ApolloTestingController;
  let page: Shown<ForgottenPage>;

  beforeEach(async () => {
    server = await useWorld();
    page = await show(ForgottenPage);
  });
  afterEach(() => server.verify());

  it('has a link mailed, and does not say whether the address is known', async () => {
    expect(await findings(page.element)).toEqual([]);
    await page.type('email', 'anna@northwind.example');
    await page.click('Send link');
    const sent = server.expectOne(RequestPasswordResetDocument);
    expect(sent.operation.variables).toEqual({ input: { email: 'anna@northwind.example' } });
    sent.flushData({ requestPasswordReset: true });
    await settle();

    expect(page.text).toContain('If anna@northwind.example is known here');
    expect(await findings(page.element)).toEqual([]);

    await page.click('Try again');
    expect(page.find<HTMLInputElement>('[name=email]').value).toBe('anna@northwind.example');
  });

  it('asks for a full address before it asks the server', async () => {
    await page.type('email', 'anna');
    await page.click('Send link');

    expect(page.text).toContain('Please enter a full e-mail address');
    server.expectNone(RequestPasswordResetDocument);
  });

  it('says how long to wait after too many mails', async () => {
    await page.type('email', 'anna@northwind.example');
    await page.click('Send link');
    const details = { retryAfterSeconds: 1800 };
    const refused = { message: 'no', extensions: { code: 'RATE_LIMITED', details } };
    server.expectOne(RequestPasswordResetDocument).graphqlErrors([refused]);
    await settle();

    expect(page.find('[role=alert]').textContent).toContain('in 30 minutes');
    expect(page.find<HTMLButtonElement>('[type=submit]').disabled).toBeTrue();
  });
});
