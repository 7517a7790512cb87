import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Viewer } from '../../core/auth/viewer';
import { ChangePasswordDocument } from '../../core/graphql/generated';
import { Toasts } from '../../core/toasts/toasts';
import { PasswordForm } from './password-form';

describe('the form that changes the password', () => {
  let server: ApolloTestingController;
  let page: Shown<PasswordForm>;

  const met = () => [...page.element.querySelectorAll('li.met')].map(rule => rule.textContent.trim());
  const fill = async (current: string, wanted: string) => {
    await page.type('current', current);
    await page.type('new', wanted);
    await page.click('Change password');
  };
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(ChangePasswordDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };

  beforeEach(async () => {
    server = await useWorld();
    await TestBed.inject(Viewer).enter(user());
    page = await show(PasswordForm);
  });
  afterEach(() => server.verify());

  it('ticks each rule as soon as what is typed meets it', async () => {
    expect(met()).toEqual([]);
    await page.type('new', 'green parrots');
    expect(met()).toHaveSize(3);

    await page.type('new', 'anna@northwind.example');
    expect(met()).toHaveSize(2);
    expect(await findings(page.element)).toEqual([]);
  });

  it('sends both, then forgets them, and says what has ended', async () => {
    await fill('correct horse', 'four green parrots sing');
    const sent = server.expectOne(ChangePasswordDocument);
    expect(sent.operation.variables).toEqual({ input: { current: 'correct horse', new: 'four green parrots sing' } });
    sent.flushData({ changePassword: true });
    await settle();

    expect(page.find<HTMLInputElement>('[name=current]').value).toBe('');
    expect(TestBed.inject(Toasts).list()[0]?.text).toContain('Wherever else you were signed in');
  });

  it('asks for a longer one before it asks the server', async () => {
    await fill('correct horse', 'short');
    expect(page.find('mat-error').textContent).toBe('At least 12 characters');
    server.expectNone(ChangePasswordDocument);
  });

  it('says which of the two is wrong', async () => {
    await fill('wrong', 'four green parrots sing');
    await refuse({ code: 'BAD_USER_INPUT', details: { fields: { current: ['is wrong'] } } });
    expect(page.text).toContain('This is not your password');

    await fill('correct horse', 'passwordpassword');
    await refuse({ code: 'BAD_USER_INPUT', details: { fields: { new: ['one of the most common'] } } });
    expect(page.text).toContain('Too easy to guess.');
  });

  it('says how long to wait after too many tries', async () => {
    await fill('wrong', 'four green parrots sing');
    await refuse({ code: 'RATE_LIMITED', details: { retryAfterSeconds: 300 } });
    expect(page.find('[role=alert]').textContent).toContain('in 5 minutes');
  });
});
