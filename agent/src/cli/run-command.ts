import { setTimeout as delay } from 'node:timers/promises';

import { obeyControl } from '../control/control-desk.ts';
import { ControlServer } from '../control/control-server.ts';
import { controlPath } from '../control/protocol.ts';
import { Backoff } from '../backoff.ts';
import { systemClock } from '../clock.ts';
import { Conduct } from '../custom/conduct.ts';
import { currentConfiguration } from '../custom/current.ts';
import { Device, type StopReason } from '../device.ts';
import { IdentityFile } from '../identity-file.ts';
import { type Identity, isEnrolled } from '../identity.ts';
import { readPolicy } from '../policy/read-policy.ts';
import { NotConnected } from '../refusal.ts';
import { VERSION } from '../version.ts';
import { EXIT, type Invocation } from './invocation.ts';
import { join } from './joining.ts';

const UNLICENSED =
  'unlicensed: removed from the account. It has no seat, no alias and no sessions until it is enrolled again';

const EXITS: Record<StopReason, { code: number; message: string }> = {
  stopped: { code: EXIT.done, message: 'stopped' },
  unauthenticated: {
    code: EXIT.unauthenticated,
    message: 'stopped: the portal no longer knows this token; enroll again',
  },
  forbidden: { code: EXIT.removed, message: 'stopped: the portal does not let this device in' },
  removed: {
    code: EXIT.removed,
    message: UNLICENSED,
  },
  superseded: { code: EXIT.superseded, message: 'stopped: another agent is connected with this identity' },
};

/** `mydesk-agent run`: stays connected until it is told to stop, or the portal will have the device no more. */
export async function runCommand(invocation: Invocation): Promise<number> {
  const { identityPath, pack, log } = invocation;
  const file = new IdentityFile(identityPath);
  const identity = await identityOf(invocation, file);
  if (!identity) {
    log.error('not enrolled: run `mydesk-agent enroll` first', { identity: file.path });
    return EXIT.notEnrolled;
  }
  const { clientId: client, server, removedAt } = identity;
  if (removedAt !== undefined) {
    log.error(UNLICENSED, { client, at: removedAt });
    return EXIT.removed;
  }

  const configuration = currentConfiguration(identity, pack);
  const refusesIncoming = invocation.options['refuse-incoming'] === true;
  const conduct = new Conduct({ configuration, policy: await readPolicy(), refusesIncoming });
  const keep = (changed: Identity): Promise<void> => file.write(changed);
  const device = new Device({ identity, version: VERSION, clock: systemClock, log, conduct, keep });
  const control = await ControlServer.listen(controlPath(file.path), request => obeyControl(device, request));
  const stop = (): void => void device.stop();
  process.once('SIGTERM', stop).once('SIGINT', stop);
  try {
    const custom = configuration && { program: configuration.programName, configuration: configuration.version };
    log.info('started', { client, server, version: VERSION, ...custom });
    const { code, message } = EXITS[await device.run()];
    if (code === EXIT.done) log.info(message, { client });
    else log.error(message, { client });
    return code;
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    await control.close();
  }
}

/**
 * Who the device is. One that a package makes a custom client enrolls by itself, as soon as the portal can be reached;
 * undefined where nothing says how.
 */
async function identityOf(invocation: Invocation, file: IdentityFile): Promise<Identity | undefined> {
  const backoff = new Backoff(Math.random);
  for (;;) {
    const stored = await file.read();
    if (stored && isEnrolled(stored)) return stored;
    if (invocation.pack?.configuration.enrollmentKey === undefined) return undefined;
    try {
      const identity = await join(invocation);
      invocation.log.info('enrolled', { client: identity.clientId, server: identity.server });
      return identity;
    } catch (error) {
      if (!(error instanceof NotConnected)) throw error;
      const retryMs = Math.round(backoff.nextMs());
      invocation.log.warn('not enrolled yet', { reason: error.message, retryMs });
      await delay(retryMs);
    }
  }
}
