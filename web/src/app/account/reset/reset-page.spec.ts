import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { BehaviorSubject } from 'rxjs';
import { findings } from '../../../testing/axe';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { ResetPasswordDocument } from '../../core/graphql/generated';
import { ResetPage } from './reset-page';

describe('the page that sets a new password', () => {
  let server: ApolloTestingController;
  let page: Shown<ResetPage>;
  let replaceState: jasmine.Spy;
  let fragment: BehaviorSubject<string | null>;

  const open = async (token: string | null) => {
    fragment = new BehaviorSubject(token);
    const route = { provide: ActivatedRoute, useValue: { fragment, snapshot: { fragment: token } } };
    server = await useWorld({ providers: [route] });
    replaceState = spyOn(TestBed.inject(Location), 'replaceState');
    page = await show(ResetPage);
  };
  const fill = async (password: string) => {
    await page.type('password', password);
    await page.click('Set password');
  };
  const refuse = async (extensions: Record<string, unknown>) => {
    server.expectOne(ResetPasswordDocument).graphqlErrors([{ message: 'no', extensions }]);
    await settle();
  };

  afterEach(() => server.verify());

  it('sends the link’s token with the password, and leads to the sign-in page', async () => {
    await open('one-time');
    expect(await findings(page.element)).toEqual([]);
    await fill('four green parrots sing');
    const sent = server.expectOne(ResetPasswordDocument);
    expect(sent.operation.variables).toEqual({ input: { token: 'one-time', password: 'four green parrots sing' } });
    sent.flushData({ resetPassword: true });
    await settle();

    expect(page.text).toContain('The new password holds');
    expect(page.find('a').textContent).toContain('To the sign-in page');
  });

  it('takes the token out of the address', async () => {
    await open('one-time');
    expect(replaceState).toHaveBeenCalledOnceWith('/reset-password');
  });

  const dead = [
    { code: 'NOT_FOUND' },
    { code: 'BAD_USER_INPUT', details: { fields: { token: ['is not of a link'] } } },
  ];
  for (const extensions of dead) {
    it(`says so when the link holds no longer (${extensions.code}), leads to another, and takes it`, async () => {
      await open('used');
      await fill('four green parrots sing');
      await refuse(extensions);
      expect(page.text).toContain('This link holds no longer');
      expect(page.find<HTMLAnchorElement>('a').pathname).toBe('/forgot-password');

      fragment.next('another');
      await settle();
      expect(page.element.querySelector('form')).not.toBeNull();
    });
  }

  it('shows what the server finds fault with', async () => {
    await open('one-time');
    await fill('passwordpassword');
    await refuse({ code: 'BAD_USER_INPUT', details: { fields: { password: ['one of the most common'] } } });

    expect(page.text).toContain('Too easy to guess.');
    expect(document.activeElement?.getAttribute('name')).toBe('password');
  });

  it('asks for a longer one before it asks the server', async () => {
    await open('one-time');
    await fill('short');

    expect(page.text).toContain('At least 12 characters');
    server.expectNone(ResetPasswordDocument);
  });

  it('without a token explains itself, and asks for nothing', async () => {
    await open(null);

    expect(page.text).toContain('This link is incomplete');
    expect(page.element.querySelector('form')).toBeNull();
  });
});
