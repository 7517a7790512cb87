import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { findings } from '../../../testing/axe';
import { type Shown, show, useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { GO_TO } from '../../core/auth/go-to';
import {
  EndOtherSignInsDocument,
  EndSignInDocument,
  type SignInRowFragment,
  SignInsDocument,
} from '../../core/graphql/generated';
import { SignInList } from './sign-in-list';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0';

const place = (changes: Partial<SignInRowFragment> = {}): SignInRowFragment & { __typename: 'SignIn' } => ({
  __typename: 'SignIn',
  id: 'sign-in-1',
  ip: '192.0.2.7',
  userAgent: FIREFOX,
  createdAt: '2026-06-01T08:00:00Z',
  lastSeenAt: '2026-06-01T11:57:00Z',
  isCurrent: false,
  ...changes,
});
const HERE = place({ id: 'sign-in-0', isCurrent: true, userAgent: 'curl/8.5.0' });

describe('the list of where somebody is signed in', () => {
  let server: ApolloTestingController;
  let page: Shown<SignInList>;

  const answer = async (...signIns: SignInRowFragment[]) => {
    server.expectOne(SignInsDocument).flushData({ signIns });
    await settle();
  };

  beforeEach(async () => {
    server = await useWorld({ now: '2026-06-01T12:00:00Z' });
    page = await show(SignInList);
  });
  afterEach(() => server.verify());

  it('says by which browser, from where and since when', async () => {
    await answer(HERE, place());

    expect(page.text).toContain('Unknown browser This browser 192.0.2.7 since 1 Jun 2026, 10:00 Sign out');
    expect(page.text).toContain('Firefox on Linux 192.0.2.7 since 1 Jun 2026, 10:00 last used 3 minutes ago End');
    expect(await findings(page.element)).toEqual([]);
  });

  it('ends one', async () => {
    await answer(HERE, place());
    await page.click('End Firefox on Linux');
    const sent = server.expectOne(EndSignInDocument);
    expect(sent.operation.variables).toEqual({ id: 'sign-in-1' });
    sent.flushData({ endSignIn: true });
    await settle();
    await answer(HERE);

    expect(page.text).not.toContain('Firefox');
    expect(page.text).not.toContain('End all others');
  });

  it('leaves for the sign-in page where the one that asks is ended', async () => {
    await answer(HERE);
    await page.click('End Unknown browser');
    server.expectOne(EndSignInDocument).flushData({ endSignIn: true });
    await settle();

    expect(TestBed.inject(GO_TO)).toHaveBeenCalledOnceWith('/sign-in');
  });

  it('asks before all others are ended, and says how many those were', async () => {
    await answer(HERE, place(), place({ id: 'sign-in-2' }));
    await page.click('End all others');
    page.find('dialog .dangerous').click();
    await settle();
    server.expectOne(EndOtherSignInsDocument).flushData({ endOtherSignIns: 2 });
    await settle();
    await answer(HERE);

    expect(page.element.querySelector('dialog')).toBeNull();
  });
});
