import { parseArgs } from 'node:util';

import { secretFrom } from '../cli/invocation.ts';
import { systemClock } from '../clock.ts';
import { Log } from '../log.ts';
import type { PlatformName } from '../hardware.ts';
import { printable } from '../printable.ts';
import { serverOrigin } from '../server-url.ts';
import { Fleet } from './fleet.ts';
import { localTimeIn } from './local-time.ts';
import { Machine } from './machine.ts';
import { isSupport } from './office-day.ts';
import { seededRandom } from './random.ts';
import { StateFile } from './state-file.ts';
import { Tally } from './tally.ts';

const USAGE = `The demo fleet: many devices in one process that keep an office's day.

  node fleet/main.js --server URL --license KEY --state FILE
      [--devices 300] [--hardware-prefix demo] [--time-zone ZONE] [--speed 1] [--seed N]

The key may also come by MYDESK_LICENSE or MYDESK_LICENSE_FILE.`;

const PLATFORMS: readonly PlatformName[] = ['WINDOWS', 'WINDOWS', 'WINDOWS', 'MACOS', 'LINUX'];

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      server: { type: 'string' },
      license: { type: 'string' },
      state: { type: 'string' },
      devices: { type: 'string', default: '300' },
      'hardware-prefix': { type: 'string', default: 'demo' },
      'time-zone': { type: 'string', default: new Intl.DateTimeFormat().resolvedOptions().timeZone },
      speed: { type: 'string', default: '1' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    },
  });
  const key = secretFrom(values.license, 'MYDESK_LICENSE', process.env);
  if (!values.server || !key || !values.state) {
    console.error(USAGE);
    process.exitCode = 2;
    return;
  }

  const server = serverOrigin(values.server);
  const state = new StateFile(values.state, server);
  await state.read();
  const tally = new Tally();
  const clock = systemClock;
  // Hundreds of devices would fill the log with their every step: they are summed up once a minute.
  const silent = new Log(
    () => undefined,
    () => clock.now(),
  );
  const machines = Array.from({ length: positive('devices', values.devices) }, (_, number) => {
    const hardwareId = `${values['hardware-prefix']}-${String(number + 1).padStart(4, '0')}`;
    const platform = PLATFORMS[number % PLATFORMS.length] ?? 'OTHER';
    return new Machine(hardwareId, isSupport(number), platform, {
      server,
      key: key.trim(),
      state,
      tally,
      clock,
      log: silent,
    });
  });
  const fleet = new Fleet({
    machines,
    state,
    tally,
    clock,
    random: seededRandom(Number(values.seed)),
    localTime: localTimeIn(values['time-zone']),
    speed: positive('speed', values.speed),
    log: new Log(
      line => {
        console.log(line);
      },
      () => clock.now(),
    ),
  });

  fleet.start();
  const stop = (): void => void fleet.stop().then(() => process.exit(0));
  // A parent that is killed takes the fleet with it.
  process.once('SIGTERM', stop).once('SIGINT', stop).once('disconnect', stop);
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
  return value;
}

main().catch((error: unknown) => {
  console.error(printable(error instanceof Error ? error.message : String(error)));
  process.exitCode = 2;
});
