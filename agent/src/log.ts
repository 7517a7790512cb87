import { printable } from './printable.ts';

/** What stands behind the message of a line, by name. */
export type LogFields = Record<string, string | number | boolean | undefined>;

type Level = 'INFO' | 'WARN' | 'ERROR';
export type LogFormat = 'logfmt' | 'json';

const HIDDEN = '[hidden]';

/** Writes one line per entry, with control characters escaped and known secrets left out. */
export class Log {
  private readonly secrets = new Set<string>();

  constructor(
    private readonly write: (line: string) => void,
    private readonly now: () => Date,
    private readonly format: LogFormat = 'logfmt',
  ) {}

  /** From now on no line shows this text: `[hidden]` stands in its place. */
  hide(secret: string): void {
    if (secret) this.secrets.add(secret);
  }

  info(message: string, fields: LogFields = {}): void {
    this.entry('INFO', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.entry('WARN', message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.entry('ERROR', message, fields);
  }

  private entry(level: Level, message: string, fields: LogFields): void {
    const at = this.now().toISOString();
    if (this.format === 'json') {
      this.write(printable(this.withoutSecrets(JSON.stringify({ at, level, message, ...fields }))));
      return;
    }
    const pairs = Object.entries(fields).filter(([, value]) => value !== undefined);
    const tail = pairs.map(([name, value]) => ` ${name}=${logfmtValue(String(value))}`).join('');
    this.write(printable(this.withoutSecrets(`${at} ${level} ${message}${tail}`)));
  }

  private withoutSecrets(line: string): string {
    for (const secret of this.secrets) line = line.replaceAll(secret, HIDDEN);
    return line;
  }
}

function logfmtValue(value: string): string {
  return /^[^\s"=\\]+$/.test(value) ? value : JSON.stringify(value);
}
