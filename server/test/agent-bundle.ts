import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** The folder of the repository. */
export const ROOT_FOLDER = fileURLToPath(new URL('../..', import.meta.url));

/** Where specs have the agent as one file. It is there once `useAgentBundle` has made it. */
export const AGENT_BUNDLE = `${ROOT_FOLDER}node_modules/.cache/mydesk-test-agent`;

let made: Promise<unknown> | undefined;

/** For the specs around it, the agent is built as one file; once for all of a run. */
export function useAgentBundle(): void {
  beforeAll(async () => {
    made ??= promisify(execFile)(process.execPath, ['--import', 'tsx', 'agent/scripts/bundle.ts', AGENT_BUNDLE], {
      cwd: ROOT_FOLDER,
    });
    await made;
  });
}
