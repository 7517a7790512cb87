import { AGENT_FOLDER, ROOT_FOLDER } from './boot.ts';
import { readConfig } from './core/settings/config.ts';
import { newLog } from './core/log.ts';
import { Secrets } from './core/secrets/secrets.ts';
import { Sockets } from './core/socket/sockets.ts';
import { migrate, type OpenedDatabase, openDatabase, pendingMigrations } from './database.ts';
import { CallingWire } from './events/bell/calling-wire.ts';
import { Doorbell } from './events/bell/doorbell.ts';
import { Refusal } from './operator/cli/refusals.ts';
import { type Desk, deskOf, type Office } from './operator/office.ts';
import { newServices, type Services } from './services.ts';

/** An office that is closed when its command is done. */
export interface OpenOffice extends Office {
  close(): Promise<void>;
}

/**
 * What the operator's commands work with, by the settings of the environment: the same database and the same services as the
 * portal's, of which nothing goes on by itself and no door is open. The portal may run at the same time.
 *
 * @param complain is given the lines of the log: warnings, and what is worse
 */
export function openOffice(environment: Office['environment'], complain: (line: string) => void): OpenOffice {
  let opened: Promise<OpenedDatabase> | undefined;
  let services: Services | undefined;
  let desk: Promise<Desk> | undefined;
  const config = once(() => readConfig(environment));
  const database = () => (opened ??= openDatabase(config()));
  const pending = async () => pendingMigrations((await database()).db);

  async function newDesk(): Promise<Desk> {
    const { db, url } = await database();
    const lacking = await pending();
    if (lacking.length > 0) {
      const message = `The database lacks ${lacking.length} of the portal's migrations`;
      throw new Refusal('MIGRATIONS_PENDING', message, 'Run `migrate`, or start the portal.', { lacking });
    }
    const log = newLog(config().logLevel === 'silent' ? 'silent' : 'warn', { write: complain });
    const report = (fault: unknown) => {
      log.error({ err: fault }, 'Something that was not waited for failed');
    };
    const now = () => new Date();
    services = newServices({
      ...{ db, url, config: config(), secrets: await Secrets.load(config()), now, log, report },
      ...{ sockets: new Sockets(), doorbell: new Doorbell(new CallingWire(db, report)), leases: 0 },
      ...{ agentFolder: AGENT_FOLDER, rootFolder: ROOT_FOLDER },
    });
    return deskOf({ ...services, db, now, portalUrl: config().portalUrl });
  }

  return {
    environment,
    config,
    database,
    pendingMigrations: pending,
    migrate: async () => migrate((await database()).db),
    desk: () => (desk ??= newDesk()),
    async close() {
      for (const job of [...(services?.jobs ?? [])].reverse()) await job.stop();
      await opened?.then(
        ({ close }) => close(),
        () => undefined,
      );
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
