import { access, constants, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { DataSource } from 'typeorm';
import { type Config, ConfigError } from '../../core/settings/config.ts';
import { tryMailServer } from '../../core/mail/transport.ts';
import { keptSecret, Secrets } from '../../core/secrets/secrets.ts';
import type { Office } from '../office.ts';

const OLDEST_POSTGRES = 15;

/** Something that was tried. */
export interface Check {
  readonly what: string;
  readonly isRight: boolean;
  readonly says: string;
}

/** Tries what the settings name. Where the settings are wrong, that is all that can be said. */
export async function checkEverything(office: Office): Promise<Check[]> {
  let config: Config;
  try {
    config = office.config();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.lines.map(says => ({ what: 'settings', isRight: false, says }));
  }
  return [
    { what: 'settings', isRight: true, says: `people reach the portal at ${config.portalUrl.origin}` },
    await tried('data folder', () => dataFolder(config.dataDir)),
    await tried('database', () => database(office)),
    await tried('secret', async () => secret((await office.database()).db, config)),
    await tried('mail', () => mail(config)),
    await tried('seller', async () =>
      config.billing.seller ? `${config.billing.seller.name} sells` : 'nothing is sold: SELLER_NAME is not set',
    ),
  ];
}

async function tried(what: string, work: () => Promise<string>): Promise<Check> {
  try {
    return { what, isRight: true, says: await work() };
  } catch (error) {
    return { what, isRight: false, says: sentenceOf(error) };
  }
}

/** Some errors of connections have no message but those of the addresses that were tried. */
function sentenceOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(sentenceOf).join('; ');
  return error instanceof Error ? error.message || error.name : String(error);
}

async function dataFolder(dataDir: string): Promise<string> {
  let folder = resolve(dataDir);
  // What is not there yet is made by the start, in the folder above.
  while (!(await stat(folder).catch(() => undefined)) && folder !== dirname(folder)) folder = dirname(folder);
  await access(folder, constants.W_OK).catch(() => {
    throw new Error(`${folder} cannot be written to`);
  });
  return resolve(dataDir);
}

async function database(office: Office): Promise<string> {
  const { db, isEmbedded } = await office.database();
  const [row]: { version: string }[] = await db.query(`SELECT current_setting('server_version') AS version`);
  const version = row?.version ?? '';
  if (Number.parseInt(version, 10) < OLDEST_POSTGRES) {
    throw new Error(`It is PostgreSQL ${version}; the portal needs ${OLDEST_POSTGRES} or later`);
  }
  const pending = (await office.pendingMigrations()).length;
  const lacking = pending > 0 ? `; it lacks ${pending} migrations, which the next start runs` : '';
  return `PostgreSQL ${version}, ${isEmbedded ? 'embedded' : 'by DATABASE_URL'}${lacking}`;
}

/** The secret is the right one where it opens what was encrypted with it. */
async function secret(db: DataSource, config: Config): Promise<string> {
  const [there]: unknown[] = await db.query("SELECT WHERE to_regclass('license') IS NOT NULL");
  const [license]: { accountId: string; key: Buffer }[] = there
    ? await db.query('SELECT account_id AS "accountId", key_encrypted AS key FROM license LIMIT 1')
    : [];
  const text = await keptSecret(config);
  const from = config.secret === undefined ? `${config.dataDir}/secret` : 'PORTAL_SECRET';
  if (!license)
    return text === undefined ? 'the first start makes one in DATA_DIR' : `from ${from}; nothing is encrypted yet`;
  if (text === undefined) throw new Error(`${from} is not there, but the database was encrypted with one`);
  try {
    new Secrets(text).decrypt('license-key', license.accountId, license.key);
  } catch {
    throw new Error(`${from} is not what the database was encrypted with`);
  }
  return `from ${from}; it opens what is encrypted in the database`;
}

async function mail({ smtpUrl, dataDir, mailFrom }: Config): Promise<string> {
  if (!smtpUrl) return `SMTP_URL is not set: mails are written to ${dataDir}/mail`;
  await tryMailServer(smtpUrl);
  return `${smtpUrl.host} lets the portal in; mails are from ${mailFrom.address}`;
}
