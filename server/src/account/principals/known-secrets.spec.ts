import { BELIEVED_MS, type Beginning, KnownSecrets, type ReadViewer } from './known-secrets.ts';

const NOON = new Date('2026-06-01T12:00:00Z');
const later = (ms: number) => new Date(NOON.getTime() + ms);
const viewerAt = (beginning: Beginning): ReadViewer => ({
  kind: 'user',
  accountId: 'account',
  userId: 'user',
  name: 'Ada',
  signInId: 'sign-in',
  rights: new Set(),
  reading: { ...beginning, seq: 1n },
});

describe('a secret that was looked up', () => {
  let secrets: KnownSecrets;
  let look: jasmine.Spy<(beginning: Beginning) => Promise<ReadViewer | null>>;

  beforeEach(() => {
    secrets = new KnownSecrets();
    look = jasmine.createSpy('look').and.callFake(async (beginning: Beginning) => viewerAt(beginning));
  });

  it('is believed for a second, and then looked up again', async () => {
    const viewer = await secrets.viewerOf('secret', NOON, look);

    expect(await secrets.viewerOf('secret', later(BELIEVED_MS - 1), look)).toBe(viewer);
    expect(look).toHaveBeenCalledTimes(1);

    look.and.resolveTo(null);
    expect(await secrets.viewerOf('secret', later(BELIEVED_MS), look)).toBeNull();
  });

  it('is looked up again at once where a right has ended', async () => {
    await secrets.viewerOf('secret', NOON, look);

    secrets.forget();
    look.and.resolveTo(null);

    expect(await secrets.viewerOf('secret', NOON, look)).toBeNull();
  });

  it('is not believed where a right ended while the database answered', async () => {
    let answer: () => void = () => undefined;
    look.and.callFake(beginning => new Promise(resolve => (answer = () => resolve(viewerAt(beginning)))));
    const asked = secrets.viewerOf('secret', NOON, look);

    secrets.forget();
    answer();
    await asked;
    look.and.resolveTo(null);

    expect(await secrets.viewerOf('secret', NOON, look)).toBeNull();
  });

  it('that nobody has is looked up each time', async () => {
    look.and.resolveTo(null);

    await secrets.viewerOf('secret', NOON, look);
    await secrets.viewerOf('secret', NOON, look);

    expect(look).toHaveBeenCalledTimes(2);
  });
});
