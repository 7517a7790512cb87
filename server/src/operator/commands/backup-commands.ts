import { ArchiveFile } from '../backup/archive-file.ts';
import { backUp } from '../backup/backup.ts';
import { patientClient } from '../backup/copying.ts';
import type { Manifest } from '../backup/manifest.ts';
import { markOf } from '../backup/secret-mark.ts';
import { requireUnused, restore } from '../backup/restore.ts';
import type { Command, Outcome } from '../cli/command.ts';
import { facts } from '../cli/shown.ts';
import { keptSecret } from '../../core/secrets/secrets.ts';
import { Refusal } from '../cli/refusals.ts';
import type { Office } from '../office.ts';

/** How the operator keeps a portal, and gets it back. */
export const BACKUP_COMMANDS: readonly Command[] = [
  {
    name: 'backup',
    about: 'write database and files into one file, as they are at one moment; the portal may run',
    options: { to: { value: 'FILE', about: 'the file, which must not be there yet', isRequired: true } },
    example: 'backup --to /backups/portal-2026-11-26.tar.gz',
    run: async (call, office) => {
      const file = call.text('to') ?? '';
      const { url } = await office.database();
      const { manifest, size } = await backUp(url, office.config(), file);
      return summary({ file, bytes: size }, manifest, 'Keep it where nobody else reads it: it may hold the secret.');
    },
  },
  {
    name: 'restore',
    about: 'fill a database without accounts, and the folders, from a backup; no portal may run on it',
    options: { from: { value: 'FILE', about: 'what `backup` has written', isRequired: true } },
    example: 'restore --from /backups/portal-2026-11-26.tar.gz',
    run: async (call, office) => runRestore(call.text('from') ?? '', office),
  },
];

async function runRestore(file: string, office: Office): Promise<Outcome> {
  const config = office.config();
  const archive = await ArchiveFile.open(file);
  try {
    const manifest = await archive.check();
    requireSecret(manifest, await keptSecret(config));
    const client = await patientClient((await office.database()).url, 'mydesk-restore');
    try {
      await requireUnused(client);
      await office.migrate();
      const { written, kept } = await restore(client, config, archive, manifest);
      return summary({ file, filesWritten: written, filesKept: kept }, manifest, 'The portal can be started.');
    } finally {
      await client.end();
    }
  } finally {
    await archive.close();
  }
}

/** @param secret the one that is here; undefined where none is */
function requireSecret({ secretMark, files }: Manifest, secret: string | undefined): void {
  if (secret === undefined) {
    if (files.some(each => each.folder === 'data' && each.path === 'secret')) return;
    const message = 'The portal of the backup had PORTAL_SECRET set, so the backup does not hold it';
    throw new Refusal('SECRET_MISSING', message, 'Set PORTAL_SECRET to what it was.');
  }
  if (markOf(secret) === secretMark) return;
  const message = 'The secret here is not the one that the rows of the backup were encrypted with';
  const advice =
    'Set PORTAL_SECRET to what it was; or unset it, and move DATA_DIR/secret away, where the backup holds it.';
  throw new Refusal('SECRET_DIFFERS', message, advice);
}

function summary(first: Readonly<Record<string, unknown>>, manifest: Manifest, advice: string): Outcome {
  const { madeAt, migrations, tables, files } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const known = { ...first, madeAt, tables: tables.length, rows, files: files.length };
  const counts = Object.fromEntries(tables.map(table => [table.name, table.rows]));
  return {
    json: { ...known, migrations, rowsOf: counts },
    text: `${facts(known)}\n\n${advice}`,
  };
}
