import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newSecret } from '../ids.ts';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The shortest secret that an operator may set, in characters. */
export const MIN_SECRET_LENGTH = 32;

/** Where the portal's secret comes from. */
export interface SecretSource {
  /** What the operator has set: at least 32 characters. */
  readonly secret?: string | undefined;
  /** Where one is kept, with mode 0600, that the first start makes where the operator has set none. */
  readonly dataDir: string;
}

/** What the portal's one secret is good for: hashes that only it can make, and texts that only it can read. */
export class Secrets {
  private readonly keys = new Map<string, Buffer>();

  constructor(private readonly secret: string) {
    if (secret.length < MIN_SECRET_LENGTH) {
      throw new Error(`The portal's secret must have at least ${String(MIN_SECRET_LENGTH)} characters`);
    }
  }

  /** The secret that is set, or else the one in the data folder, which is made where there is none. */
  static async load({ secret, dataDir }: SecretSource): Promise<Secrets> {
    return new Secrets((await keptSecret({ secret, dataDir })) ?? (await makeSecret(dataDir)));
  }

  /** A hash (HMAC-SHA-256) by which a text is found without being stored. Each purpose has hashes of its own. */
  keyedHash(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.keyFor(`hash ${purpose}`))
      .update(text)
      .digest();
  }

  /** @param owner whose text it is, such as an account's id: for another owner it cannot be decrypted */
  encrypt(purpose: string, owner: string, text: string): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.keyFor(`encrypt ${purpose}`), iv).setAAD(Buffer.from(owner));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, body, cipher.getAuthTag()]);
  }

  /** @throws Error where it was encrypted with another secret, for another purpose or owner, or was changed */
  decrypt(purpose: string, owner: string, encrypted: Buffer): string {
    const iv = encrypted.subarray(0, IV_BYTES);
    const decipher = createDecipheriv(CIPHER, this.keyFor(`encrypt ${purpose}`), iv, { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(owner))
      .setAuthTag(encrypted.subarray(-TAG_BYTES));
    return decipher.update(encrypted.subarray(IV_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  }

  private keyFor(use: string): Buffer {
    const known = this.keys.get(use);
    if (known) return known;

    const key = Buffer.from(hkdfSync('sha256', this.secret, '', `mydesk ${use}`, 32));
    this.keys.set(use, key);
    return key;
  }
}

/** The secret that is set, or else the one in the data folder; undefined where there is none. None is made. */
export async function keptSecret({ secret, dataDir }: SecretSource): Promise<string | undefined> {
  if (secret !== undefined) return secret;
  const kept = await readFile(secretFile(dataDir), 'utf8').catch(unless('ENOENT'));
  return typeof kept === 'string' ? kept.trim() : undefined;
}

const secretFile = (dataDir: string): string => join(dataDir, 'secret');

async function makeSecret(dataDir: string): Promise<string> {
  const path = secretFile(dataDir);
  // Linked into place when whole, so that of two first starts at once both use the same secret.
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  await writeFile(draft, `${newSecret()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  await link(draft, path).catch(unless('EEXIST'));
  await unlink(draft);
  return (await readFile(path, 'utf8')).trim();
}

/** Passes over a failure that is expected. */
function unless(code: string): (error: unknown) => void {
  return error => {
    if ((error as NodeJS.ErrnoException).code !== code) throw error;
  };
}
