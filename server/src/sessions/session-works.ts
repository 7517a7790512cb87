import type { DataSource } from 'typeorm';
import type { CsvChoices } from '../account/preferences/csv-choices.ts';
import type { ClientRemoval } from '../clients/client-removal.ts';
import type { CommandService } from '../clients/command/command.service.ts';
import type { PresenceService } from '../clients/presence/presence.service.ts';
import type { Clock } from '../core/context.ts';
import type { Reader } from '../core/postgres/sql.ts';
import type { Doorbell } from '../events/bell/doorbell.ts';
import type { ExportsService } from '../events/export/exports.service.ts';
import type { Hub } from '../events/feed/hub.ts';
import type { Ledger } from '../events/ledger.ts';
import type { LicenseService } from '../license/license.service.ts';
import { Places } from '../license/places.ts';
import { ClientSessionsResolver } from './client-sessions.resolver.ts';
import { DevicePlacing } from './device/device-placing.ts';
import { DeviceSessionResolver } from './device/device-session.resolver.ts';
import { DeviceSessionsService } from './device/device-sessions.service.ts';
import { Parties } from './device/parties.ts';
import { SessionLinks } from './device/session-links.ts';
import { SessionReportsService } from './device/session-reports.service.ts';
import { SessionStarts } from './device/session-starts.ts';
import { SessionDetails } from './details/session-details.ts';
import { SessionDetailsResolver } from './details/session-details.resolver.ts';
import { SessionExport } from './export/session-export.ts';
import { SessionExportResolver } from './export/session-export.resolver.ts';
import { Occupancy } from './limits/occupancy.ts';
import { ClientRemovalResolver } from './removal/client-removal.resolver.ts';
import { ClientRemovalService } from './removal/client-removal.service.ts';
import { SessionChanges } from './session-changes.ts';
import { SessionEndings } from './session-endings.ts';
import { SessionLog } from './session-log.ts';
import { SessionResolver } from './session.resolver.ts';
import { SessionService } from './session.service.ts';
import { Confirmations } from './truth/confirmations.ts';
import { SessionSweeper } from './truth/session-sweeper.ts';
import { SessionWarnings } from './truth/session-warnings.ts';
import { SessionWatch } from './truth/session-watch.ts';

/** What sessions need of the rest of the house. */
export interface SessionNeeds {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly doorbell: Doorbell;
  readonly licenses: LicenseService;
  readonly commands: CommandService;
  readonly removal: ClientRemoval;
  readonly presence: PresenceService;
  readonly exports: ExportsService;
  readonly choices: CsvChoices;
  readonly now: Clock;
  /** Is given what goes wrong in the background. */
  readonly report: (cause: unknown) => void;
}

/** Sessions with all their parts. */
export class SessionWorks {
  readonly log: SessionLog;
  readonly sweeper: SessionSweeper;
  readonly warnings: SessionWarnings;
  readonly confirmations: Confirmations;
  /** Keeps sessions true while the process runs. */
  readonly watch: SessionWatch;
  readonly exportKind: SessionExport;
  readonly resolvers: readonly object[];

  constructor(needs: SessionNeeds) {
    const { db, reader, ledger, hub, doorbell, licenses, commands, now, report } = needs;
    this.log = new SessionLog(reader, now);
    this.exportKind = new SessionExport(this.log);
    const occupancy = new Occupancy(new Places());
    const endings = new SessionEndings(occupancy, commands);
    const parties = new Parties(reader);
    const starts = new SessionStarts(parties, licenses, occupancy, commands);
    const placing = new DevicePlacing(ledger, parties, starts, new SessionLinks(occupancy), occupancy);
    const ofDevices = new DeviceSessionsService(db, ledger, placing, endings, commands);
    const reports = new SessionReportsService(db, ledger, placing, ofDevices, endings);

    this.sweeper = new SessionSweeper(db, ledger, endings, now);
    this.confirmations = new Confirmations(db);
    this.warnings = new SessionWarnings(db, ledger, commands, now);
    this.watch = new SessionWatch(this.sweeper, this.warnings, this.confirmations, doorbell, report);
    const removal = new ClientRemovalService(db, ledger, endings, needs.removal, needs.presence, report);
    this.resolvers = [
      new ClientRemovalResolver(removal),
      new ClientSessionsResolver(this.log),
      new DeviceSessionResolver(this.log, ofDevices, reports),
      new SessionExportResolver(needs.exports, this.exportKind, needs.choices),
      new SessionDetailsResolver(new SessionDetails(reader)),
      new SessionResolver(this.log, new SessionService(db, ledger, endings), new SessionChanges(hub, this.log)),
    ];
  }
}
