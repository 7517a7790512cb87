import 'reflect-metadata';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import closeWithGrace from 'close-with-grace';
import { boot, type BootSteps } from '../boot.ts';
import { ConfigError, readConfig } from '../core/settings/config.ts';
import { newLog } from '../core/log.ts';
import { NORTHWIND } from './demo-accounts.ts';
import { makeCustomClients } from './demo-custom-clients.ts';
import { DEMO_SELLER } from './demo-seller.ts';
import { type Demo, seedDemo } from './seed.ts';

const FLEET = fileURLToPath(new URL('../../../agent/dist/fleet/main.js', import.meta.url));
const TELLING = {
  database: 'Starting the database',
  migrations: 'Laying out its tables',
  listening: 'Opening the doors',
} as const;

const timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone;

try {
  // On this machine only: everybody knows the password. The rows are the demo's own, whatever else the environment says.
  const { DATABASE_URL: _, DATABASE_URL_FILE: __, ...environment } = process.env;
  const config = readConfig({
    DATA_DIR: join('data', 'demo'),
    LOG_LEVEL: 'warn',
    ...DEMO_SELLER,
    ...environment,
    HOST: '127.0.0.1',
  });
  const log = newLog(config.logLevel);
  let demo: Demo | undefined;
  const prepare: BootSteps['prepare'] = async ({ services: { secrets } }, db) => {
    console.log('  Two years of an account (the first start takes some seconds)');
    demo = await seedDemo({ db, secrets, billing: config.billing, now: new Date(), timeZone });
  };
  const { stop } = await boot(config, log, { tell: step => console.log(`  ${TELLING[step]}`), prepare });
  if (!demo) throw new Error('The demo was not filled');

  const url = `http://localhost:${String(config.port)}`;
  await makeCustomClients(url);
  const fleet = startFleet(url, demo.licenseKey, config.dataDir);
  closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
    if (err) log.fatal({ err }, 'The demo cannot go on');
    await stopFleet(fleet);
    await stop();
  });
  console.log(`
  ${config.brand} is ready, and its fleet is coming to work.

    Address   ${url}
    E-mail    ${demo.email}
    Password  ${demo.password}

  Ctrl+C stops it; the rows stay in ${config.dataDir}.
`);
} catch (error) {
  const lines = error instanceof ConfigError ? error.lines : [error instanceof Error ? error.message : String(error)];
  for (const line of lines) console.error(line);
  process.exit(1);
}

/** The devices, in a process of their own: they reach the portal by the network like any other. */
function startFleet(server: string, licenseKey: string, dataDir: string): ChildProcess {
  // Those at the end of the row were given up, and do not come any more.
  const { count, gone, hardwarePrefix } = NORTHWIND.fleet;
  const args = ['--server', server, '--state', join(dataDir, 'fleet.json'), '--time-zone', timeZone];
  args.push('--devices', String(count - gone), '--hardware-prefix', hardwarePrefix);
  return fork(FLEET, args, {
    env: { ...process.env, MYDESK_LICENSE: licenseKey },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
}

async function stopFleet(fleet: ChildProcess): Promise<void> {
  if (fleet.exitCode !== null || fleet.signalCode !== null) return;
  fleet.kill('SIGTERM');
  await once(fleet, 'exit');
}
