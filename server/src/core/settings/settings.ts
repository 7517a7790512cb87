import { makeExactValidator, makeValidator, str } from 'envalid';
import { isNetwork } from '../address.ts';
import { LOG_LEVELS } from '../log.ts';
import { isMailAddress } from '../mail/mail-address.ts';
import { isPlain } from '../graphql/validation.ts';
import { BILLING_SETTINGS } from './seller.ts';
import { STOCK_SETTINGS } from './stock-settings.ts';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's host name is this machine. */
export const isLoopback = (hostname: string): boolean => LOOPBACK.test(hostname);

const port = makeExactValidator<number>(input => {
  if (!/^\d{1,5}$/.test(input) || Number(input) > 65_535) throw new Error('must be a port, 0 to 65535');
  return Number(input);
});

const origin = (input: string): string => {
  if (!URL.canParse(input)) throw new Error(`"${input}" is no address such as https://portal.example.com`);
  const url = new URL(input);
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error('must begin with https:// or http://');
  if (url.username || url.password || url.pathname !== '/' || url.search || url.hash) {
    throw new Error('must be scheme, host and port only');
  }
  return url.origin;
};

const listOf = (input: string): string[] =>
  input
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== '');

const secret = makeExactValidator<string>(input => {
  if (input.length < 32) throw new Error('must have 32 characters or more; `openssl rand -base64 48` makes one');
  return input;
});

const database = makeExactValidator<string>(input => {
  if (!/^postgres(ql)?:\/\//.test(input) || !URL.canParse(input)) throw new Error('must begin with postgres://');
  return input;
});

const network = (input: string): string => {
  if (!isNetwork(input)) throw new Error('must be a number of proxies, or addresses and networks such as 10.0.0.0/8');
  return input;
};

const proxies = makeExactValidator<number | readonly string[]>(input =>
  /^\d$/.test(input) ? Number(input) : listOf(input).map(network),
);
const days = makeExactValidator<number>(input => {
  if (!/^\d{1,4}$/.test(input) || Number(input) < 1) throw new Error('must be a number of days, 1 to 9999');
  return Number(input);
});

const mailServer = makeExactValidator<string>(input => {
  const url = URL.canParse(input) ? new URL(input) : undefined;
  if (!url?.hostname || !['smtp:', 'smtps:'].includes(url.protocol)) {
    throw new Error('must be smtp://user:password@host:587, or smtps:// for TLS from the beginning');
  }
  if (!['', '/'].includes(url.pathname) || url.search || url.hash) throw new Error('must end with host and port');
  return input;
});

const sender = makeExactValidator<string>(input => {
  if (!isPlain(input) || !isMailAddress(/<([^<>]*)>$/.exec(input)?.[1] ?? input)) {
    throw new Error('must be one address, such as portal@example.com or My Portal <portal@example.com>');
  }
  return input;
});

const address = makeExactValidator<string>(input => {
  if (!isMailAddress(input)) throw new Error('must be one address alone, such as support@example.com');
  return input;
});

const filled = makeValidator<string>(input => {
  if (input.trim() === '') throw new Error('must not be blank');
  return input;
});

/** Every setting, with its default. `server/.env.example` lists the same. */
export const SETTINGS = {
  PORT: port({ default: 4000 }),
  HOST: filled({ default: '127.0.0.1' }),
  PORTAL_URL: makeExactValidator<string>(origin)({ default: '' }),
  ALLOWED_ORIGINS: makeExactValidator<readonly string[]>(input => listOf(input).map(origin))({ default: [] }),
  PORTAL_BRAND: filled({ default: 'MyDesk Portal' }),
  DATABASE_URL: database({ default: '' }),
  DATABASE_URL_FILE: filled({ default: '' }),
  DATA_DIR: filled({ default: 'data' }),
  PORTAL_SECRET: secret({ default: '' }),
  PORTAL_SECRET_FILE: filled({ default: '' }),
  EVENT_RETENTION_DAYS: days({ default: 400 }),
  SMTP_URL: mailServer({ default: '' }),
  SMTP_URL_FILE: filled({ default: '' }),
  MAIL_FROM: sender({ default: '' }),
  SUPPORT_EMAIL: address({ default: '' }),
  PORTAL_SIGNUP: str({ choices: ['open', 'closed'], default: 'closed' }),
  TRUST_PROXY: proxies({ default: 0 }),
  ...BILLING_SETTINGS,
  ...STOCK_SETTINGS,
  LOG_LEVEL: str({ choices: LOG_LEVELS, default: 'info' }),
};
