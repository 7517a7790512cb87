import { TestBed } from '@angular/core/testing';
import type { ApolloTestingController } from 'apollo-angular/testing';
import { useWorld } from '../../../testing/page';
import { settle } from '../../../testing/settle';
import { Toasts } from '../toasts/toasts';
import { SignOutDocument, type SignOutMutation, type SignOutMutationVariables } from './generated';
import { type Run, run } from './run';

describe('a mutation that runs', () => {
  let server: ApolloTestingController;
  let signOut: Run<SignOutMutation, SignOutMutationVariables>;

  const toasts = () =>
    TestBed.inject(Toasts)
      .list()
      .map(({ text }) => text);
  const make = (options?: { inline: boolean }) => TestBed.runInInjectionContext(() => run(SignOutDocument, options));
  const refuse = (extensions: Record<string, unknown>) =>
    server.expectOne(SignOutDocument).graphqlErrors([{ message: 'no', extensions }]);

  beforeEach(async () => {
    server = await useWorld();
    signOut = make();
  });

  afterEach(() => server.verify());

  it('is busy until its answer comes, which it gives', async () => {
    const answer = signOut({});
    expect(signOut.busy()).toBeTrue();
    await settle();

    server.expectOne(SignOutDocument).flushData({ signOut: true });

    expect(await answer).toEqual({ signOut: true });
    expect(signOut.busy()).toBeFalse();
  });

  it('is not sent again while it is busy', async () => {
    const first = signOut({});
    await settle();

    expect(await signOut({})).toBeUndefined();

    server.expectOne(SignOutDocument).flushData({ signOut: true });
    await first;
  });

  it('shows a refusal as a toast, with the facts that belong to it', async () => {
    const answer = signOut({});
    await settle();
    refuse({ code: 'SEAT_LIMIT_REACHED', details: { limit: 500, used: 500 } });

    expect(await answer).toBeUndefined();
    expect(toasts()).toEqual(['All seats of the license are taken (500 of 500). Removing a client frees one.']);
    expect(signOut.busy()).toBeFalse();
  });

  it('says so when the server cannot be reached', async () => {
    const answer = signOut({});
    await settle();
    server.expectOne(SignOutDocument).networkError(new Error('offline'));
    await answer;

    expect(toasts()).toEqual(['The server gives no answer. Check your connection and try again.']);
  });

  it('leaves a refusal to the page where it is asked to, and forgets it at the next try', async () => {
    signOut = make({ inline: true });
    const answer = signOut({});
    await settle();
    refuse({ code: 'FORBIDDEN' });
    await answer;

    expect(signOut.refusal()?.code).toBe('FORBIDDEN');
    expect(toasts()).toEqual([]);

    const next = signOut({});
    expect(signOut.refusal()).toBeUndefined();
    await settle();
    server.expectOne(SignOutDocument).flushData({ signOut: true });
    await next;
  });
});
