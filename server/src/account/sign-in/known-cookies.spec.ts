import type { UserViewer } from '../../core/viewer.ts';
import { BELIEVED_MS, KnownCookies } from './known-cookies.ts';

const VIEWER: UserViewer = {
  kind: 'user',
  accountId: 'account',
  userId: 'user',
  name: 'Ada',
  signInId: 'sign-in',
  rights: new Set(),
};
const NOON = new Date('2026-06-01T12:00:00Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);

describe('a cookie that was looked up', () => {
  let cookies: KnownCookies;
  let look: jasmine.Spy<() => Promise<UserViewer | null>>;

  beforeEach(() => {
    cookies = new KnownCookies();
    look = jasmine.createSpy('look').and.resolveTo(VIEWER);
  });

  it('is believed for a second, and then looked up again', async () => {
    await cookies.viewerOf('secret', NOON, look);

    expect(await cookies.viewerOf('secret', later(BELIEVED_MS - 1), look)).toBe(VIEWER);
    expect(look).toHaveBeenCalledTimes(1);

    look.and.resolveTo(null);
    expect(await cookies.viewerOf('secret', later(BELIEVED_MS), look)).toBeNull();
  });

  it('is looked up again at once where a sign-in has ended', async () => {
    await cookies.viewerOf('secret', NOON, look);

    cookies.forget();
    look.and.resolveTo(null);

    expect(await cookies.viewerOf('secret', NOON, look)).toBeNull();
  });

  it('is not believed where a sign-in ended while the database answered', async () => {
    let answer: (viewer: UserViewer) => void = () => undefined;
    look.and.returnValue(new Promise(resolve => (answer = resolve)));
    const asked = cookies.viewerOf('secret', NOON, look);

    cookies.forget();
    answer(VIEWER);
    await asked;
    look.and.resolveTo(null);

    expect(await cookies.viewerOf('secret', NOON, look)).toBeNull();
  });

  it('that nobody has is looked up each time', async () => {
    look.and.resolveTo(null);

    await cookies.viewerOf('secret', NOON, look);
    await cookies.viewerOf('secret', NOON, look);

    expect(look).toHaveBeenCalledTimes(2);
  });
});
