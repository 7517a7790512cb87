import { type DestinationStream, type Logger, pino, type LoggerOptions } from 'pino';

export type Log = Logger;

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const SECRETS = ['authorization', 'cookie', 'token', 'password', 'key', 'secret', 'sid'];
const paths = SECRETS.flatMap(name => [name, `*.${name}`, `*.*.${name}`, `headers["set-cookie"]`]);

/** What a terminal obeys, or what turns a line around, and JSON leaves as it is. */
const UNSEEN = /[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;
/** The portal's own API tokens, wherever somebody has put them. */
const TOKENS = /mdp_[0-9A-Za-z]{8,}/g;
const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

const options: LoggerOptions = {
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: label => ({ level: label }) },
  redact: { paths: [...new Set(paths)], censor: '[redacted]' },
  serializers: { err: shownError, error: shownError },
  hooks: { streamWrite: line => line.replace(UNSEEN, escape).replace(TOKENS, 'mdp_[redacted]') },
};

/** A log of JSON lines, without secrets and without characters that a terminal would obey. */
export function newLog(level: (typeof LOG_LEVELS)[number], destination?: DestinationStream): Log {
  return destination ? pino({ ...options, level }, destination) : pino({ ...options, level });
}

/** What helps to find a fault. Not what else hangs on it: a failed query carries its parameters. */
function shownError(error: unknown): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    name,
    message,
    stack,
    ...(typeof code === 'string' && { errorCode: code }),
    ...(cause !== undefined && { cause: shownError(cause) }),
  };
}
