import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The agent as one file, as `npm run build` writes it, and what goes with it. */
export interface AgentProgram {
  readonly version: string;
  readonly sha256: string;
  readonly program: Buffer;
  /** The licenses of what is in it. */
  readonly licenses: Buffer;
}

/**
 * Reads the agent that custom clients are built with.
 *
 * @param folder where the build put it
 * @returns null where it was not built, or its file is not the one that the manifest names
 */
export async function readAgentProgram(folder: string): Promise<AgentProgram | null> {
  try {
    const [manifest, program, licenses] = await Promise.all(
      ['manifest.json', 'mydesk-agent.mjs', 'THIRD-PARTY.txt'].map(name => readFile(join(folder, name))),
    );
    if (!manifest || !program || !licenses) return null;
    const { version, sha256 } = JSON.parse(manifest.toString()) as { version: string; sha256: string };
    return createHash('sha256').update(program).digest('hex') === sha256
      ? { version, sha256, program, licenses }
      : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
