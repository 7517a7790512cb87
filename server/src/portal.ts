import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import type { Config } from './core/settings/config.ts';
import type { Clock } from './core/context.ts';
import { Operations } from './core/graphql/operations.ts';
import { type Door, newDoor } from './core/http/door.ts';
import { newId } from './core/ids.ts';
import type { Log } from './core/log.ts';
import type { Secrets } from './core/secrets/secrets.ts';
import type { SocketTimes } from './core/socket/limits.ts';
import { Sockets } from './core/socket/sockets.ts';
import { Doorbell } from './events/bell/doorbell.ts';
import { SharedSubscriptions } from './events/live/shared-subscriptions.ts';
import { NotifyWire } from './events/bell/notify-wire.ts';
import { newSchema } from './schema.ts';
import { newServices, type Services } from './services.ts';

/** What a portal is made of. */
export interface PortalOptions {
  readonly config: Config;
  /** Connected and migrated. */
  readonly db: DataSource;
  /** The database's address: the processes that use it ring each other through it. */
  readonly url: string;
  readonly secrets: Secrets;
  readonly log: Log;
  readonly now: Clock;
  readonly webFolder: string;
  /** Where the build of the agent put what custom clients are built with. */
  readonly agentFolder: string;
  /** The folder that the portal itself lies in, with its documents. */
  readonly rootFolder: string;
  readonly socketTimes?: SocketTimes;
}

/** One process of the portal: everything between its database and its doors. */
export class Portal {
  private constructor(
    readonly services: Services,
    readonly door: Door,
    private readonly doorbell: Doorbell,
  ) {}

  /** Puts it together. It answers nothing yet, and nothing goes on by itself. */
  static async of(options: PortalOptions): Promise<Portal> {
    const { config, db, url, log, now, secrets, webFolder, agentFolder, rootFolder, socketTimes } = options;
    const report = (fault: unknown) => {
      log.error({ err: fault }, 'Something that goes on by itself failed');
    };
    const sockets = new Sockets();
    const doorbell = new Doorbell(new NotifyWire(url, report));
    const services = newServices({
      db,
      url,
      doorbell,
      sockets,
      secrets,
      now,
      config,
      agentFolder,
      rootFolder,
      log,
      report,
    });
    const operations = new Operations(newSchema(services.resolvers));
    const shared = new SharedSubscriptions(
      args => operations.run(args),
      services.revoker,
      cause => {
        const reportId = newId();
        log.error({ err: cause, reportId }, 'A subscription failed');
        return reportId;
      },
    );
    const door = await newDoor({
      config,
      log,
      operations,
      doorman: services.doorman,
      now,
      keeper: services.keeper,
      sockets,
      publicDownloads: services.files.publicLinks,
      uploads: services.uploads,
      downloads: { sources: services.downloads, tickets: services.tickets },
      subscribe: shared.subscribe,
      checks: { database: () => db.query('SELECT 1') },
      webFolder,
      ...(socketTimes && { socketTimes }),
    });
    return new Portal(services, door, doorbell);
  }

  /** Starts what goes on by itself. */
  async start(): Promise<void> {
    this.doorbell.start();
    for (const job of this.services.jobs) await job.start();
  }

  /** Lets everything in hand come to its end, and stops. */
  async stop(): Promise<void> {
    await this.door.close();
    for (const job of [...this.services.jobs].reverse()) await job.stop();
    await this.doorbell.stop();
  }
}
