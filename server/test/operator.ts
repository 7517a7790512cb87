import { migrate, pendingMigrations } from '../src/database.ts';
import { runCommandLine } from '../src/operator/cli/run.ts';
import { COMMANDS } from '../src/operator/commands/commands.ts';
import { deskOf, type Office } from '../src/operator/office.ts';
import { readConfig } from '../src/core/settings/config.ts';
import { openOffice } from '../src/open-office.ts';
import { SELLER } from './seller.ts';
import type { Api } from './use-api.ts';

/** What a command has answered. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What stands in `out`, or else in `err`, where it is JSON. */
  readonly json: never;
}

/** Runs a command of the operator on a spec's portal. What it is typed as is parted at blanks, but for what is in quotes. */
export const portalCommand = (api: Api, line: string, settings: Record<string, string> = {}): Promise<Ran> =>
  ran(officeOf(api, { ...SELLER, ...settings }), line);

async function ran(office: Office, line: string): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const output = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };
  const args = (line.match(/"[^"]*"|\S+/g) ?? []).map(word => word.replace(/^"(.*)"$/, '$1'));
  const code = await runCommandLine(args, COMMANDS, office, output);
  const printed = [out, err].map(lines => lines.join('\n'));
  const shown = printed.find(text => text.startsWith('{'));
  return { code, out: printed[0] ?? '', err: printed[1] ?? '', json: (shown ? JSON.parse(shown) : undefined) as never };
}

function officeOf({ db, portal, now }: Api, environment: Record<string, string>): Office {
  const url = String((db.options as { url?: string }).url);
  const portalUrl = new URL('http://localhost:4000');
  return {
    environment,
    config: () => readConfig(environment),
    database: () => Promise.resolve({ db, url, isEmbedded: false }),
    pendingMigrations: () => pendingMigrations(db),
    migrate: () => migrate(db),
    desk: () => Promise.resolve(deskOf({ ...portal.services, db, now: () => now, portalUrl })),
  };
}

/** Runs a command as its process would, on the database and in the folder that the settings name. */
export async function officeCommand(settings: Record<string, string>, line: string): Promise<Ran> {
  const office = openOffice(settings, () => undefined);
  try {
    return await ran(office, line);
  } finally {
    await office.close();
  }
}
