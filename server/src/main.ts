import 'reflect-metadata';
import closeWithGrace from 'close-with-grace';
import { boot } from './boot.ts';
import { ConfigError, readConfig } from './core/settings/config.ts';
import { newLog } from './core/log.ts';

/** A portal in production. */
const STOP_MS = 10_000;

try {
  const config = readConfig(process.env);
  const log = newLog(config.logLevel);
  const { portal, address, stop } = await boot(config, log);
  closeWithGrace({ delay: STOP_MS, logger: false }, async ({ err, signal }) => {
    if (err) log.fatal({ err }, 'The process cannot go on');
    else log.info({ signal }, 'Stopping');
    await stop();
  });

  log.info({ address, portalUrl: config.portalUrl.href, pid: process.pid }, 'Listening');
  const link = await portal.services.setupLinks.issue(config.portalUrl);
  if (link) console.log(`\nThere is no account yet. Make the first one here, once:\n\n  ${link}\n`);
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) console.error(line);
  process.exit(1);
}
