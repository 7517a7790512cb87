import type { DataSource } from 'typeorm';
import type { CsvChoices } from '../account/preferences/csv-choices.ts';
import type { Clock } from '../core/context.ts';
import type { Secrets } from '../core/secrets/secrets.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { ExportsService } from '../events/export/exports.service.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { Ledger } from '../events/ledger.ts';
import type { EnrollmentKeys } from '../license/key/enrollment-keys.ts';
import type { LicenseService } from '../license/license.service.ts';
import type { Places } from '../license/places.ts';
import { AliasResolver } from './alias/alias.resolver.ts';
import { AliasService } from './alias/alias.service.ts';
import { ClientCareResolver } from './care/client-care.resolver.ts';
import { ClientCareService } from './care/client-care.service.ts';
import { ClientChanges } from './client-changes.ts';
import { ClientRemoval } from './client-removal.ts';
import { ClientResolver } from './client.resolver.ts';
import { ClientsService } from './clients.service.ts';
import { CommandDelivery } from './command/command-delivery.ts';
import { CommandExpiry } from './command/command-expiry.ts';
import { CommandLines } from './command/command-lines.ts';
import { CommandResolver } from './command/command.resolver.ts';
import { CommandService } from './command/command.service.ts';
import { CommandStream } from './command/command-stream.ts';
import { ConnectResolver } from './connect/connect.resolver.ts';
import { ConnectService, type PrefixesOf } from './connect/connect.service.ts';
import { DeviceDoor } from './enrollment/device-door.ts';
import { EnrollmentResolver } from './enrollment/enrollment.resolver.ts';
import { EnrollmentService } from './enrollment/enrollment.service.ts';
import { KeyTries } from './enrollment/key-tries.ts';
import { ClientExport } from './export/client-export.ts';
import { ClientExportResolver } from './export/client-export.resolver.ts';
import { Numbers } from './enrollment/numbers.ts';
import { ClientFacetsResolver } from './list/client-facets.resolver.ts';
import { ClientFacetsService } from './list/client-facets.service.ts';
import { PresenceWorks } from './presence/presence-works.ts';
import { PresenceReportResolver } from './presence/report.resolver.ts';

/** What clients need of the floors below. */
export interface ClientsGround {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly secrets: Secrets;
  readonly keys: EnrollmentKeys;
  readonly licenses: LicenseService;
  readonly places: Places;
  readonly exports: ExportsService;
  readonly choices: CsvChoices;
  readonly prefixesOf: PrefixesOf;
  readonly now: Clock;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Makes what clients are kept by: a part of `newServices`, which would be long with it. */
export function newClients(ground: ClientsGround) {
  const { db, reader, ledger, hub, secrets, keys, licenses, places, exports, choices, prefixesOf, now, report } =
    ground;
  const clients = new ClientsService(reader, now);
  const commands = new CommandService();
  const aliases = new AliasService(reader, ledger, commands);
  const delivery = new CommandDelivery(reader, ledger, now);
  const lines = new CommandLines();
  const presence = new PresenceWorks({ db, reader, ledger, hub, lines, now, report });
  const expiry = new CommandExpiry(db, ledger, commands, now, report);
  const numbers = new Numbers();
  const tries = new KeyTries(db);
  const enrollment = new EnrollmentService({
    ledger,
    secrets,
    keys,
    licenses,
    places,
    numbers,
    tries,
    presence: presence.service,
  });
  const exportKind = new ClientExport(clients, now);
  return {
    aliases,
    clients,
    commands,
    deviceDoor: new DeviceDoor(reader),
    expiry,
    exportKind,
    presence,
    removal: new ClientRemoval(places, numbers, commands),
    resolvers: [
      new AliasResolver(aliases, clients),
      new ClientCareResolver(new ClientCareService(ledger)),
      new ClientExportResolver(exports, exportKind, choices),
      new ClientFacetsResolver(new ClientFacetsService(reader, now)),
      new ClientResolver(clients, new ClientChanges(hub, clients)),
      new CommandResolver(new CommandStream(hub, delivery, lines)),
      new ConnectResolver(new ConnectService(reader, ledger, prefixesOf)),
      new EnrollmentResolver(enrollment),
      new PresenceReportResolver(presence.service, delivery),
    ],
  };
}
