import type { CustomClient } from '../custom-client/custom-client.entity.ts';
import type { AgentProgram } from './agent-program.ts';

/** What a package is made of. The same parts make the same bytes. */
export interface PackageSpec {
  readonly client: Pick<
    CustomClient,
    'id' | 'platform' | 'isMsi' | 'programName' | 'allowInstallation' | 'connectionType' | 'logo'
  >;
  /** As this custom client has it. */
  readonly prefix: string;
  /** The signed configuration. */
  readonly configuration: string;
  /** The key by which it is to be trusted. */
  readonly trust: string;
  readonly agent: AgentProgram;
}

/** How a custom client is called where only plain letters may stand: folders, services, files. */
export interface Names {
  /** Such as `acme-help-ad_k3m9xq`: told from every other custom client on the machine. */
  readonly folder: string;
  /** The custom client's id: its devices keep who they are in a folder of this name. */
  readonly id: string;
  /** What people read. It may have any letters, but nothing that means something to a shell. */
  readonly program: string;
}

/** So that every path in a package fits into an archive's header, and a socket's into the system's. */
const LONGEST_PLAIN = 32;

export function namesOf({ client, prefix }: PackageSpec): Names {
  const plain = client.programName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_PLAIN)
    .replace(/^-+|-+$/g, '');
  return {
    folder: [plain, prefix].filter(part => part !== '').join('-'),
    id: client.id,
    program: client.programName,
  };
}
