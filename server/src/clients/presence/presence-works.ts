import type { DataSource } from 'typeorm';
import type { Clock } from '../../core/context.ts';
import { Repeated } from '../../core/work/repeated.ts';
import type { Reader } from '../../core/postgres/sql.ts';
import type { Hub } from '../../events/feed/hub.ts';
import type { Ledger } from '../../events/ledger.ts';
import type { CommandLines } from '../command/command-lines.ts';
import { DeviceNews } from './device-news.ts';
import { TwinWatch } from '../clones/twin-watch.ts';
import { HeldDevices } from './held-devices.ts';
import { NodeLease } from '../nodes/node-lease.ts';
import { PresenceService } from './presence.service.ts';
import { PresenceWriter } from './presence-writer.ts';
import { Takeover } from '../nodes/takeover.ts';

/** What presence needs of the rest of the house. */
export interface PresenceNeeds {
  readonly db: DataSource;
  readonly reader: Reader;
  readonly ledger: Ledger;
  readonly hub: Hub;
  readonly lines: CommandLines;
  readonly now: Clock;
  /** Is given what goes wrong in the background. */
  readonly report: (cause: unknown) => void;
}

/** The presence of devices with all its parts, and the clockwork that drives them. */
export class PresenceWorks {
  readonly service: PresenceService;
  readonly takeover: Takeover;
  private readonly clockwork: readonly Repeated[];

  private readonly report: (cause: unknown) => void;

  constructor({ db, reader, ledger, hub, lines, now, report }: PresenceNeeds) {
    this.report = report;
    const lease = new NodeLease(db, now);
    const devices = new HeldDevices();
    const writer = new PresenceWriter(ledger, lease, devices, report);
    const news = new DeviceNews(reader, devices, lines, report);
    const twins = new TwinWatch(ledger, devices);
    this.service = new PresenceService(db, hub, lease, devices, writer, news, twins, now, report);
    this.takeover = new Takeover(db, ledger, lease, devices, now);
    this.clockwork = [
      new Repeated(() => this.service.sweep(), 500, report),
      new Repeated(() => this.takeover.run(), 2_000, report),
      new Repeated(() => this.service.renew(), 5_000, report),
      new Repeated(() => this.service.see(), 15_000, report),
    ];
  }

  /** Takes over what dead processes left, and begins to keep time. */
  async start(): Promise<void> {
    await this.takeover.run();
    for (const each of this.clockwork) each.start();
  }

  /** Sends the devices away to come back, and gives up the lease. */
  async stop(): Promise<void> {
    await Promise.all(this.clockwork.map(each => each.stop()));
    // A database that is away must not keep the process from stopping: its lease runs out by itself.
    await this.service.stop().catch(this.report);
  }
}
