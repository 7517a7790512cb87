import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, Router } from '@angular/router';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { user } from '../../../testing/make';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { CreateFirstAccountDocument } from '../../core/graphql/generated';
import { WelcomePage } from './welcome-page';

describe('the page for the first account', () => {
  let server: ApolloTestingController;
  let page: Shown<WelcomePage>;
  let replaceState: jasmine.Spy;

  const open = async (fragment: string | null) => {
    const route = { provide: ActivatedRoute, useValue: { snapshot: { fragment } } };
    server = await useWorld({ providers: [route] });
    replaceState = spyOn(TestBed.inject(Location), 'replaceState');
    page = await show(WelcomePage);
  };
  const fill = async (password = 'correct horse battery') => {
    await page.type('company', 'Northwind Traders');
    await page.type('name', 'Anna Kowalczyk');
    await page.type('email', 'anna@northwind.example');
    await page.type('password', password);
    await page.click('Create account');
  };

  afterEach(() => server.verify());

  it('sends the link’s token with what was filled in, and enters', async () => {
    await open('one-time');
    const navigate = spyOn(TestBed.inject(Router), 'navigateByUrl').and.resolveTo(true);
    await fill();

    const sent = server.expectOne(CreateFirstAccountDocument);
    expect(sent.operation.variables).toEqual({
      input: {
        token: 'one-time',
        company: 'Northwind Traders',
        name: 'Anna Kowalczyk',
        email: 'anna@northwind.example',
        password: 'correct horse battery',
      },
    });
    sent.flushData({ createFirstAccount: { viewer: user() } });
    await settle();

    expect(navigate).toHaveBeenCalledOnceWith('/');
  });

  it('takes the token out of the address', async () => {
    await open('one-time');

    expect(replaceState).toHaveBeenCalledOnceWith('/welcome');
  });

  it('says so when the link holds no longer, and shows the way out', async () => {
    await open('used');
    await fill();
    server.expectOne(CreateFirstAccountDocument).graphqlErrors([{ message: 'no', extensions: { code: 'NOT_FOUND' } }]);
    await settle();

    expect(page.find('[role=alert]').textContent).toContain('This link was used already');
    expect(page.text).toContain('To the sign-in page');
  });

  it('shows what the server finds fault with at its field', async () => {
    await open('one-time');
    await fill('password1234');
    const details = { fields: { password: ['password must not be one of the most common ones'] } };
    server
      .expectOne(CreateFirstAccountDocument)
      .graphqlErrors([{ message: 'no', extensions: { code: 'BAD_USER_INPUT', details } }]);
    await settle();

    expect(page.text).toContain('Too easy to guess.');
    expect(document.activeElement?.getAttribute('name')).toBe('password');
  });

  it('asks for a longer password before it asks the server', async () => {
    await open('one-time');
    await fill('short');

    expect(page.text).toContain('At least 12 characters');
    server.expectNone(CreateFirstAccountDocument);
  });

  it('without a token explains itself, and asks for nothing', async () => {
    await open(null);

    expect(page.text).toContain('This link is incomplete');
    expect(page.element.querySelector('form')).toBeNull();
  });
});
