import type { DataSource } from 'typeorm';
import type { Secrets } from '../../core/secrets/secrets.ts';
import { configurationOf } from '../custom-client/configuration.ts';
import { wholeCustomClient, type WholeCustomClient } from '../custom-client/custom-client.service.ts';
import { type Prefixes, prefixOf } from '../custom-client/prefixes.ts';
import { type AgentProgram, readAgentProgram } from '../packaging/agent-program.ts';
import { type BuiltPackage, packageOf } from '../packaging/package-of.ts';
import { signedText, trustText } from '../signing/signed-text.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import type { BuildRow } from './build.entity.ts';

/** The portal was started without the agent that custom clients are built with. */
export class NoAgent extends Error {}

/** Under what purpose the keys of downloads are encrypted. */
export const DOWNLOAD_KEY = 'custom-client-key';

export interface BuildGround {
  readonly db: DataSource;
  readonly secrets: Secrets;
  readonly signing: SigningKeys;
  readonly prefixes: Prefixes;
  /** The portal's address, as devices reach it. */
  readonly portalUrl: URL;
  /** Where the build of the agent put it. */
  readonly agentFolder: string;
}

/** Brings together what a package is made of, and makes it. */
export class BuildParts {
  private agent: AgentProgram | null = null;

  constructor(private readonly ground: BuildGround) {}

  /** The agent that this process builds with. @throws NoAgent where there is none */
  async agentProgram(): Promise<AgentProgram> {
    this.agent ??= await readAgentProgram(this.ground.agentFolder);
    if (!this.agent) throw new NoAgent('The agent is not built: npm run build');
    return this.agent;
  }

  /**
   * The package of a build; `built` is undefined where the custom client is another by now.
   *
   * @throws NoAgent where the agent was not built
   */
  async make(build: BuildRow): Promise<{ agent: AgentProgram; built: BuiltPackage | undefined }> {
    const { db, prefixes, signing, portalUrl } = this.ground;
    const { accountId } = build;
    const agent = await this.agentProgram();
    const client = await wholeCustomClient(db.manager, accountId, build.customClientId);
    if (client.configurationVersion !== build.configurationVersion) return { agent, built: undefined };

    const enrollmentKey = await this.keyOf(client, build.linkId);
    const signers = await signing.known(db.manager, accountId);
    const [own] = await prefixes.byAccounts([accountId]);
    const prefix = prefixOf(own ?? 'ad', client);
    const configuration = configurationOf(client, { prefix, server: portalUrl.origin, enrollmentKey });
    const built = await packageOf({
      client,
      prefix,
      configuration: signedText(configuration, signers),
      trust: trustText(signers),
      agent,
    });
    return { agent, built };
  }

  private async keyOf(client: WholeCustomClient, linkId: string | null): Promise<string> {
    const { db, secrets } = this.ground;
    const rows: { key: Buffer }[] =
      linkId === null
        ? []
        : await db.query('SELECT key_encrypted AS key FROM download_link WHERE account_id = $1 AND id = $2', [
            client.accountId,
            linkId,
          ]);
    const encrypted = linkId === null ? client.keyEncrypted : rows[0]?.key;
    if (!encrypted) throw new Error('The download has no key to enroll with');
    return secrets.decrypt(DOWNLOAD_KEY, client.accountId, encrypted);
  }
}
