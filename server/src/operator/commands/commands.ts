import type { Command } from '../cli/command.ts';
import { ACCOUNT_COMMANDS } from './account-commands.ts';
import { BACKUP_COMMANDS } from './backup-commands.ts';
import { DATABASE_COMMANDS } from './database-commands.ts';
import { INVOICE_COMMANDS } from './invoice-commands.ts';
import { LICENSE_COMMANDS } from './license-commands.ts';
import { SETTINGS_COMMANDS } from './settings-commands.ts';
import { TICKET_COMMANDS } from './ticket-commands.ts';
import { USER_COMMANDS } from './user-commands.ts';

/** Everything that the operator can do from the command line. */
export const COMMANDS: readonly Command[] = [
  // One a line, so that two branches that add one do not meet.
  ...ACCOUNT_COMMANDS,
  ...LICENSE_COMMANDS,
  ...INVOICE_COMMANDS,
  ...USER_COMMANDS,
  ...TICKET_COMMANDS,
  ...SETTINGS_COMMANDS,
  ...DATABASE_COMMANDS,
  ...BACKUP_COMMANDS,
];
