import type { DataSource } from 'typeorm';
import { AccountResolver } from './account/account.resolver.ts';
import { AccountService } from './account/account.service.ts';
import { newCustomers } from './account/new-customers.ts';
import { MailLimits } from './account/mail-limits.ts';
import { newPeople } from './account/new-people.ts';
import { CsvChoices } from './account/preferences/csv-choices.ts';
import { SetupLinks } from './account/setup/setup-links.ts';
import { newClients } from './clients/new-clients.ts';
import type { Config } from './core/settings/config.ts';
import type { Clock } from './core/context.ts';
import type { Doorman } from './core/http/doorman.ts';
import { Idempotency } from './core/idempotency.ts';
import type { DownloadSource } from './core/download/download.ts';
import type { Log } from './core/log.ts';
import { Mailbox } from './core/mail/mailbox.ts';
import { Postman } from './core/mail/postman.ts';
import { newMailTransport } from './core/mail/transport.ts';
import type { Secrets } from './core/secrets/secrets.ts';
import type { Sockets } from './core/socket/sockets.ts';
import { Repeated } from './core/work/repeated.ts';
import { ReadLanes } from './core/postgres/read-lanes.ts';
import { Reader } from './core/postgres/sql.ts';
import { Tickets } from './core/secrets/tickets.ts';
import { DashboardResolver } from './dashboard/dashboard.resolver.ts';
import { DashboardService } from './dashboard/dashboard.service.ts';
import type { Doorbell } from './events/bell/doorbell.ts';
import { ActorResolver } from './events/actor.resolver.ts';
import { EventExport } from './events/export/event-export.ts';
import { EventExportResolver } from './events/export/event-export.resolver.ts';
import { ExportSource } from './events/export/export-source.ts';
import { ExportsService } from './events/export/exports.service.ts';
import { EventLog } from './events/event-log.ts';
import { EventsResolver } from './events/events.resolver.ts';
import { EventsService } from './events/events.service.ts';
import { Hub } from './events/feed/hub.ts';
import { Ledger } from './events/ledger.ts';
import { Revoker } from './events/live/revoker.ts';
import { Retention } from './events/upkeep/retention.ts';
import { Samples } from './events/upkeep/samples.ts';
import { Prefixes } from './files/custom-client/prefixes.ts';
import { newFiles } from './files/new-files.ts';
import { newInvoices } from './invoices/new-invoices.ts';
import { newLicenses } from './license/new-licenses.ts';
import { FirstAccountResolver } from './license/setup/first-account.resolver.ts';
import { FirstAccountService } from './license/setup/first-account.service.ts';
import { SignUpResolver } from './license/sign-up/sign-up.resolver.ts';
import { SignUpService } from './license/sign-up/sign-up.service.ts';
import { SessionWorks } from './sessions/session-works.ts';
import { newSupport } from './support/new-support.ts';

/** Connections for short reads, each of which carries many at once. */
const READ_LANES = 2;
const FORGET_EVERY_MS = 3_600_000;

/** What the services stand on. */
export interface Ground {
  readonly db: DataSource;
  /** The address of the same database. */
  readonly url: string;
  readonly doorbell: Doorbell;
  readonly sockets: Sockets;
  readonly secrets: Secrets;
  readonly now: Clock;
  readonly config: Config;
  /** How many leases this process has: 0 for one that lets nobody in. */
  readonly leases?: 0 | 1;
  /** Where the build of the agent put what custom clients are built with. */
  readonly agentFolder: string;
  /** The folder that the portal itself lies in. */
  readonly rootFolder: string;
  readonly log: Log;
  /** Is told the faults that nobody waits for. */
  readonly report: (fault: unknown) => void;
}

/** Something that goes on by itself while the process runs. */
export interface Job {
  start(): Promise<void> | void;
  stop(): Promise<void> | void;
}

/** The one place where services and resolvers are made and handed to each other. */
export function newServices(ground: Ground) {
  const { db, url, doorbell, sockets, secrets, now, config, agentFolder, rootFolder, report } = ground;
  const lanes = new ReadLanes(url, READ_LANES);
  const reader = new Reader(db, lanes);
  const tickets = new Tickets(secrets, now);
  const ledger = new Ledger(db, now, doorbell);
  const log = new EventLog(reader);
  const mailbox = new Mailbox(secrets, { brand: config.brand, url: config.portalUrl }, now);
  const postman = new Postman(db, secrets, newMailTransport(config), ground.log, now, report);
  const hub = new Hub(log, doorbell, report);
  const events = new EventsService(log, hub);

  const idempotency = new Idempotency(secrets);

  const accounts = new AccountService(db);
  const customers = newCustomers({ ledger, secrets });
  const people = newPeople({
    db,
    reader,
    ledger,
    sockets,
    secrets,
    idempotency,
    mailbox,
    accounts,
    ...(ground.leases !== undefined && { leases: ground.leases }),
    brand: config.brand,
    now,
    report,
  });
  const { users, passwords, signIns, desk, principals } = people;
  const setupLinks = new SetupLinks(db, now);

  const ofLicenses = newLicenses({ db, reader, ledger, secrets, idempotency, mailbox, now, report });
  const { keys, licenses, places } = ofLicenses;
  const firstAccounts = new FirstAccountService(setupLinks, passwords, accounts, licenses, signIns, ledger);
  const signUps = new SignUpService(
    config.isSignUpOpen,
    db,
    ledger,
    new MailLimits(db, 'sign-up'),
    people.errands,
    accounts,
    licenses,
    passwords,
    signIns,
    mailbox,
    now,
  );
  const exports = new ExportsService(reader, ledger, tickets);
  const csv = { exports, choices: new CsvChoices(users) };
  const eventExport = new EventExport(events);
  const prefixes = new Prefixes(reader);
  const ofClients = newClients({
    ...{ db, reader, ledger, hub, secrets, keys, licenses, places, ...csv, now, report },
    prefixesOf: prefixes.byAccounts,
  });
  const { commands, removal, presence, deviceDoor, expiry } = ofClients;

  const sessions = new SessionWorks({
    db,
    reader,
    ledger,
    hub,
    doorbell,
    licenses,
    commands,
    removal,
    presence: presence.service,
    ...csv,
    now,
    report,
  });

  const { billing, portalUrl, dataDir } = config;
  const files = newFiles({
    ...{ db, reader, ledger, hub, secrets, tickets, idempotency, keys, licenses, commands, prefixes, now, report },
    ...{ portalUrl, dataDir, agentFolder, rootFolder },
    ...{ baseFolder: config.baseFolder, stockServer: config.stockServer },
  });
  const ofInvoices = newInvoices({ db, reader, ledger, idempotency, licenses, mailbox, billing, now, report });
  const { brand, supportEmail } = config;
  const ofSupport = newSupport({
    ...{ db, reader, ledger, hub, idempotency, tickets, mailbox, brand, supportEmail, now, report },
  });
  const dashboard = new DashboardService(reader, hub, now);
  const revoker = new Revoker(hub, log, sockets, report);

  const resolvers: readonly object[] = [
    new AccountResolver(accounts),
    ...customers.resolvers,
    ...people.resolvers,
    ...ofLicenses.resolvers,
    ...ofClients.resolvers,
    new DashboardResolver(dashboard, users),
    new ActorResolver(),
    new EventExportResolver(exports, eventExport, csv.choices),
    new EventsResolver(events),
    ...files.resolvers,
    new FirstAccountResolver(firstAccounts, desk),
    new SignUpResolver(signUps, desk),
    ...ofInvoices.resolvers,
    ...ofSupport.resolvers,
    ...sessions.resolvers,
  ];
  const { userOf, holderOf, stillHolds } = principals;
  const doorman: Doorman = {
    userOf,
    holderOf,
    stillHolds,
    callerOf: async (authorization, origin) =>
      (await deviceDoor.deviceOf(authorization)) ?? principals.toolOf(authorization, origin),
  };
  const downloads: readonly DownloadSource[] = [
    ...files.downloads,
    ...ofInvoices.downloads,
    ...ofSupport.downloads,
    new ExportSource(exports, [ofClients.exportKind, eventExport, sessions.exportKind], now, report),
  ];
  const jobs: readonly Job[] = [
    { start: () => undefined, stop: () => lanes.close() },
    new Retention(db, now, config.eventRetentionDays, report),
    hub,
    revoker,
    ...people.jobs,
    new Repeated(() => signUps.clean(), FORGET_EVERY_MS, report),
    postman,
    presence,
    expiry,
    sessions.watch,
    ofLicenses.expiryWarnings,
    ...ofInvoices.jobs,
    ...ofSupport.jobs,
    ...files.jobs,
    new Samples(db, now, report),
    new Repeated(() => idempotency.clean({ sql: db.manager, now: now() }), FORGET_EVERY_MS, report),
  ];
  return {
    accounts,
    doorman,
    downloads,
    exports,
    files,
    hub,
    idempotency,
    ofInvoices,
    ofLicenses,
    jobs,
    keeper: presence.service,
    ledger,
    licenses,
    mailbox,
    ofClients,
    passwords,
    payments: customers.payments,
    people,
    postman,
    resolvers,
    revoker,
    secrets,
    sessions,
    setupLinks,
    signUps,
    signIns,
    attachments: ofSupport.attachments,
    support: ofSupport.service,
    tickets,
    uploads: ofSupport.uploads,
  };
}

export type Services = ReturnType<typeof newServices>;
