import { SETTINGS } from '../../core/settings/settings.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { table } from '../cli/shown.ts';
import type { Office } from '../office.ts';
import { checkEverything } from '../settings/checks.ts';

/** Settings of which a part is secret: the password in an address. */
const ADDRESSES = new Set(['DATABASE_URL', 'SMTP_URL']);
const SECRETS = new Set(['PORTAL_SECRET']);

/** A setting as it is. */
interface Shown {
  readonly name: string;
  readonly value: string;
  readonly isDefault: boolean;
}

/** What the operator does with the settings. */
export const SETTINGS_COMMANDS: readonly Command[] = [
  {
    name: 'settings check',
    about: 'show each setting, and try what they name: folder, database, secret and mail server; changes no row',
    example: 'settings check',
    run: async (_, office) => check(office),
  },
];

async function check(office: Office): Promise<Outcome> {
  const settings = Object.entries(SETTINGS).map(([name, { default: usual }]) =>
    settingOf(name, office.environment[name], usual),
  );
  const checks = await checkEverything(office);
  const rows = settings.map(({ name, value, isDefault }) => [name, value, isDefault ? 'default' : 'set']);
  const results = checks.map(({ what, isRight, says }) => [isRight ? 'ok' : 'WRONG', what, says]);
  return {
    json: { settings, checks },
    text: `${table(['Setting', 'Value', ''], rows)}\n\n${table(['', 'Check', ''], results)}`,
    isFault: checks.some(({ isRight }) => !isRight),
  };
}

function settingOf(name: string, given: string | undefined, usual: unknown): Shown {
  // What is empty counts as unset.
  if (!given) return { name, value: Array.isArray(usual) ? usual.join(',') : String(usual), isDefault: true };
  const value = SECRETS.has(name) ? '***' : ADDRESSES.has(name) ? withoutPassword(given) : given;
  return { name, value, isDefault: false };
}

/** An address without its password; nothing of what is no address, as nobody knows what in it is secret. */
function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return '***';
  const url = new URL(address);
  if (url.password) url.password = '***';
  // A password may stand there too.
  url.search = url.search && '?***';
  return url.href;
}
