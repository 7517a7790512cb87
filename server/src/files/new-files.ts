import type { DataSource } from 'typeorm';
import type { CommandService } from '../clients/command/command.service.ts';
import type { Clock } from '../core/context.ts';
import type { Idempotency } from '../core/idempotency.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { StockServer } from '../core/settings/stock-settings.ts';
import type { Tickets } from '../core/secrets/tickets.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { Ledger } from '../events/ledger.ts';
import type { EnrollmentKeys } from '../license/key/enrollment-keys.ts';
import type { LicenseService } from '../license/license.service.ts';
import { BuildFiles } from './build/build-files.ts';
import { BuildParts } from './build/build-parts.ts';
import { BuildUpkeep } from './build/build-upkeep.ts';
import { Builder } from './build/builder.ts';
import { BuildsService } from './build/builds.service.ts';
import { CustomClientBuildsResolver } from './build/custom-client-builds.resolver.ts';
import { ClientCustomClientResolver } from './custom-client/client-custom-client.resolver.ts';
import { ConfigurationPush } from './custom-client/configuration-push.ts';
import { CustomClientChanges } from './custom-client/custom-client-changes.ts';
import { CustomClientFieldsResolver } from './custom-client/custom-client-fields.resolver.ts';
import { CustomClientMaker } from './custom-client/custom-client-maker.ts';
import { CustomClientResolver } from './custom-client/custom-client.resolver.ts';
import { CustomClientService } from './custom-client/custom-client.service.ts';
import type { Prefixes } from './custom-client/prefixes.ts';
import { DocumentSource, DocumentsResolver } from './documents/documents.resolver.ts';
import { DocumentsService } from './documents/documents.service.ts';
import { BuiltDownload } from './download/built-download.ts';
import { CustomClientSource } from './download/custom-client-source.ts';
import { DownloadCounts } from './download/download-counts.ts';
import { CustomClientLinksResolver, DownloadLinkResolver } from './link/download-link.resolver.ts';
import { LinksService } from './link/links.service.ts';
import { PublicLinks } from './link/public-links.ts';
import { EnrolledKeysResolver } from './signing/enrolled-keys.resolver.ts';
import { KeyRotation } from './signing/key-rotation.ts';
import { SigningKeyResolver } from './signing/signing-key.resolver.ts';
import { SigningKeys } from './signing/signing-keys.ts';
import { StockClientSource } from './stock/stock-client-source.ts';
import { StockClientResolver } from './stock/stock-client.resolver.ts';
import { StockInstallers } from './stock/stock-installer.ts';

/** What custom clients need of the floors below. */
export interface FilesGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly secrets: Secrets;
  readonly tickets: Tickets;
  readonly idempotency: Idempotency;
  readonly keys: EnrollmentKeys;
  readonly licenses: LicenseService;
  readonly commands: CommandService;
  readonly prefixes: Prefixes;
  readonly now: Clock;
  /** Where people and devices reach the portal. */
  readonly portalUrl: URL;
  /** Where what is built is kept. */
  readonly dataDir: string;
  /** Where the build of the agent put it. */
  readonly agentFolder: string;
  /** Where the operator puts installers of others. */
  readonly baseFolder: string;
  /** The folder that the portal itself lies in. */
  readonly rootFolder: string;
  /** What stock clients are bound to. */
  readonly stockServer: StockServer;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what custom clients are made by: a part of `newServices`, which would be long with it. */
export function newFiles(ground: FilesGround) {
  const { db, reader, ledger, hub, secrets, tickets, idempotency, keys, licenses, commands, prefixes, now, report } =
    ground;
  const { portalUrl, dataDir, agentFolder, baseFolder, rootFolder, stockServer } = ground;
  const signing = new SigningKeys(reader, secrets);
  const customClients = new CustomClientService(reader, licenses);
  const builds = new BuildsService(reader);
  const files = new BuildFiles(dataDir);
  const parts = new BuildParts({ db, secrets, signing, prefixes, portalUrl, agentFolder });
  const builder = new Builder(db, ledger, parts, files, now, report);
  const push = new ConfigurationPush(db, ledger, commands, signing, prefixes, portalUrl, now, report);
  let isStarted = false;
  const wake = () => {
    // In a spec each step is taken by hand.
    if (!isStarted) return;
    builder.wake();
    push.wake();
  };
  const making = { ledger, idempotency, licenses, keys, secrets, signing, prefixes, builds, customClients, wake };
  const maker = new CustomClientMaker(making);
  const links = new LinksService({ reader, ledger, idempotency, secrets, keys, licenses, builds, wake });
  const rotation = new KeyRotation(ledger, licenses, signing, builds, wake);
  const counts = new DownloadCounts(ledger, report);
  const download = new BuiltDownload(builds, files, parts, counts);
  const publicLinks = new PublicLinks(links, download, now, report);
  const documents = new DocumentsService(licenses, rootFolder);
  const installers = new StockInstallers(baseFolder);
  const upkeep = new BuildUpkeep(db, ledger, builds, parts, files, signing, now, report);

  return {
    builder,
    counts,
    files,
    downloads: [
      new CustomClientSource(customClients, download),
      new DocumentSource(documents),
      new StockClientSource(stockServer, installers),
    ],
    jobs: [{ start: () => void (isStarted = true), stop: () => counts.flush() }, upkeep, builder, push, publicLinks],
    publicLinks,
    push,
    resolvers: [
      new ClientCustomClientResolver(customClients),
      new CustomClientBuildsResolver(builds),
      new CustomClientFieldsResolver(customClients, prefixes),
      new CustomClientLinksResolver(links),
      new CustomClientResolver(customClients, maker, new CustomClientChanges(hub, customClients), tickets),
      new DocumentsResolver(documents),
      new DownloadLinkResolver(links, builds, portalUrl, now),
      new EnrolledKeysResolver(signing),
      new SigningKeyResolver(signing, rotation),
      new StockClientResolver(stockServer, installers),
    ],
    signing,
    upkeep,
  };
}
