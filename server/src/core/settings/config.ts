import { cleanEnv, type ReporterOptions } from 'envalid';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LOG_LEVELS } from '../log.ts';
import type { Correspondent } from '../mail/letter.ts';
import { type Billing, billingOf } from './seller.ts';
import { isLoopback, SETTINGS } from './settings.ts';
import type { StockServer } from './stock-settings.ts';

/** The settings of the process, checked. */
export interface Config {
  /** 0 for any that is free. */
  readonly port: number;
  readonly host: string;
  /** Where people reach the portal: scheme, host and port, no path. */
  readonly portalUrl: URL;
  /** Further Origins from which a browser may call, as browsers send them. */
  readonly allowedOrigins: readonly string[];
  readonly brand: string;
  /** Undefined for the embedded database. */
  readonly databaseUrl: string | undefined;
  readonly dataDir: string;
  /** What keys are derived from. Undefined where the first start makes one in the data folder. */
  readonly secret: string | undefined;
  /** How long events and the charts' samples are kept, in days. */
  readonly eventRetentionDays: number;
  /** The mail server, smtp or smtps. Undefined where mails are written to a folder in the data folder. */
  readonly smtpUrl: URL | undefined;
  /** Who mails are from. */
  readonly mailFrom: Correspondent;
  /** Who gets what customers write to support. Undefined where nobody does, and it is read by the command line alone. */
  readonly supportEmail: string | undefined;
  /** Whether strangers may open an account by themselves. */
  readonly isSignUpOpen: boolean;
  readonly billing: Billing;
  /** Where the operator puts installers of others. */
  readonly baseFolder: string;
  /** What stock RustDesk clients are bound to. */
  readonly stockServer: StockServer;
  /** How many proxies stand in front, or the networks that they are in. 0 for none. */
  readonly trustProxy: number | readonly string[];
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** The settings are wrong. Each line of the message says what about which. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/**
 * Reads the settings from the environment.
 *
 * @throws ConfigError with one line for each wrong setting
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const lines: string[] = [];
  const given = withFiles(environment, lines);
  const reporter = ({ errors }: ReporterOptions<typeof SETTINGS>) => {
    for (const [name, error] of Object.entries(errors)) lines.push(`${name}: ${error.message}`);
  };
  const env = cleanEnv(given, SETTINGS, { reporter });
  if (lines.length > 0) throw new ConfigError(lines);

  const portalUrl = new URL(env.PORTAL_URL || `http://localhost:${String(env.PORT)}`);
  if (portalUrl.protocol === 'http:' && !isLoopback(portalUrl.hostname)) {
    throw new ConfigError([
      `PORTAL_URL: must begin with https:// unless it is this machine, as ${portalUrl.origin} is not`,
    ]);
  }
  if (env.SMTP_URL && !env.MAIL_FROM) throw new ConfigError(['MAIL_FROM: must be set where SMTP_URL is']);
  const billing = billingOf(env, lines);
  if (lines.length > 0) throw new ConfigError(lines);
  return {
    port: env.PORT,
    host: env.HOST,
    portalUrl,
    allowedOrigins: env.ALLOWED_ORIGINS,
    brand: env.PORTAL_BRAND,
    databaseUrl: env.DATABASE_URL || undefined,
    dataDir: env.DATA_DIR,
    secret: env.PORTAL_SECRET || undefined,
    eventRetentionDays: env.EVENT_RETENTION_DAYS,
    smtpUrl: env.SMTP_URL ? new URL(env.SMTP_URL) : undefined,
    mailFrom: senderOf(env.MAIL_FROM || `portal@${portalUrl.hostname}`, env.PORTAL_BRAND),
    supportEmail: env.SUPPORT_EMAIL || (env.MAIL_FROM && senderOf(env.MAIL_FROM, '').address) || undefined,
    isSignUpOpen: env.PORTAL_SIGNUP === 'open',
    billing,
    baseFolder: env.BASE_FOLDER || join(env.DATA_DIR, 'base'),
    stockServer: {
      host: env.RUSTDESK_ID_SERVER,
      key: env.RUSTDESK_KEY,
      api: portalUrl.origin,
      relay: env.RUSTDESK_RELAY,
    },
    trustProxy: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
  };
}

/** `Name <address>`, or an address alone, which then has the portal's name. */
function senderOf(text: string, brand: string): Correspondent {
  const { name = '', address = text } = /^(?<name>.*)<(?<address>[^<>]*)>$/.exec(text)?.groups ?? {};
  return { name: name.trim().replace(/^"(.*)"$/, '$1') || brand, address };
}

/** The environment with each secret that stands in a file (`<NAME>_FILE`) read from it; what is empty counts as unset. */
function withFiles(
  environment: Readonly<Record<string, string | undefined>>,
  lines: string[],
): Record<string, string | undefined> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  for (const name of Object.keys(SETTINGS).filter(setting => setting.endsWith('_FILE'))) {
    const file = given[name];
    const target = name.slice(0, -'_FILE'.length);
    if (file === undefined) continue;
    if (given[target] !== undefined) lines.push(`${name}: is set, and so is ${target}; set one of them`);
    try {
      given[target] = readFileSync(file, 'utf8').trim();
    } catch (error) {
      lines.push(`${name}: cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
    }
  }
  return given;
}
