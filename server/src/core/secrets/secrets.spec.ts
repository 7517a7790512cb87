import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secrets } from './secrets.ts';

const SECRET = 'a secret of the specs, long enough';

describe("the portal's secret", () => {
  const secrets = new Secrets(SECRET);

  it('is made by the first start for nobody else to read, and is the same for every start after it', async () => {
    const dataDir = join(await mkdtemp(join(tmpdir(), 'secrets-')), 'data');

    const [one, another] = await Promise.all([Secrets.load({ dataDir }), Secrets.load({ dataDir })]);
    const later = await Secrets.load({ dataDir });

    const hashes = [one, another, later].map(each => each.keyedHash('a', 'text').toString('hex'));
    expect(new Set(hashes)).toHaveSize(1);
    expect((await stat(join(dataDir, 'secret'))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(dataDir, 'secret'), 'utf8')).trim()).toMatch(/^[\w-]{43}$/);
    await rm(join(dataDir, '..'), { recursive: true });
  });

  it('that the operator sets is taken instead, and none is made', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'secrets-'));
    const loaded = await Secrets.load({ secret: SECRET, dataDir });
    expect(loaded.keyedHash('a', 'text')).toEqual(secrets.keyedHash('a', 'text'));
    await expectAsync(stat(join(dataDir, 'secret'))).toBeRejected();
    await rm(dataDir, { recursive: true });
  });

  it('must have 32 characters', () => {
    expect(() => new Secrets('x'.repeat(31))).toThrowError(/at least 32/);
  });

  it('hashes differently for each purpose, and under each secret', () => {
    const hash = secrets.keyedHash('a', 'text');
    expect(secrets.keyedHash('b', 'text')).not.toEqual(hash);
    expect(new Secrets(`${SECRET}!`).keyedHash('a', 'text')).not.toEqual(hash);
    expect(hash).toHaveSize(32);
  });

  it('encrypts a text for its purpose and owner, differently each time', () => {
    const encrypted = secrets.encrypt('key', 'owner', 'a text ä');
    expect(secrets.decrypt('key', 'owner', encrypted)).toBe('a text ä');
    expect(secrets.encrypt('key', 'owner', 'a text ä')).not.toEqual(encrypted);
  });

  const wrong: [what: string, read: (encrypted: Buffer) => string][] = [
    ['another owner', encrypted => secrets.decrypt('key', 'other', encrypted)],
    ['another purpose', encrypted => secrets.decrypt('other', 'owner', encrypted)],
    ['another secret', encrypted => new Secrets(`${SECRET}!`).decrypt('key', 'owner', encrypted)],
    ['a changed text', encrypted => secrets.decrypt('key', 'owner', changed(encrypted))],
    ['a cut text', encrypted => secrets.decrypt('key', 'owner', encrypted.subarray(0, -1))],
    ['nothing', () => secrets.decrypt('key', 'owner', Buffer.alloc(0))],
  ];
  for (const [what, read] of wrong) {
    it(`does not decrypt for ${what}`, () => {
      expect(() => read(secrets.encrypt('key', 'owner', 'a text'))).toThrow();
    });
  }
});

function changed(encrypted: Buffer): Buffer {
  const copy = Buffer.from(encrypted);
  copy[14] = (copy[14] ?? 0) ^ 1;
  return copy;
}
