import { homedir } from 'node:os';
import { join } from 'node:path';

import { type StoredIdentity, parseIdentity } from './identity.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';

/** Keeps an identity in one file that only its owner may read. */
export class IdentityFile {
  constructor(readonly path: string) {}

  /**
   * What the file holds; undefined where there is none.
   *
   * @throws Error where others may read it, or it holds no identity
   */
  async read(): Promise<StoredIdentity | undefined> {
    const text = await readPrivateFile(this.path);
    if (text === undefined) return undefined;
    try {
      return parseIdentity(text);
    } catch (error) {
      // The parser's own message could quote the file, and with it the token.
      const why = error instanceof SyntaxError ? 'it is no JSON' : (error as Error).message;
      throw new Error(`${this.path} holds no identity: ${why}`);
    }
  }

  /** Replaces the file at once as a whole. */
  async write(identity: StoredIdentity): Promise<void> {
    await writePrivateFile(this.path, `${JSON.stringify(identity, null, 2)}\n`);
  }
}

/**
 * Where the identity lies unless said otherwise: in `MYDESK_AGENT_HOME`, or in `~/.config/mydesk-agent`; there in a folder
 * of its own for each custom client.
 */
export function defaultIdentityPath(environment: NodeJS.ProcessEnv, customClient = ''): string {
  const home = environment['MYDESK_AGENT_HOME'] ?? join(homedir(), '.config', 'mydesk-agent', customClient);
  return join(home, 'identity.json');
}
