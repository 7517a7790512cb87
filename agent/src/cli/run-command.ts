import { obeyControl } from '../control/control-desk.ts';
import { ControlServer } from '../control/control-server.ts';
import { controlPath } from '../control/protocol.ts';
import { systemClock } from '../clock.ts';
import { Device, type StopReason } from '../device.ts';
import { IdentityFile } from '../identity-file.ts';
import { type Identity, isEnrolled } from '../identity.ts';
import type { Log } from '../log.ts';
import { VERSION } from '../version.ts';
import { EXIT, type Invocation } from './invocation.ts';

const EXITS: Record<StopReason, { code: number; message: string }> = {
  stopped: { code: EXIT.done, message: 'stopped' },
  unauthenticated: {
    code: EXIT.unauthenticated,
    message: 'stopped: the portal no longer knows this token; enroll again',
  },
  forbidden: { code: EXIT.removed, message: 'stopped: the portal does not let this device in' },
  removed: {
    code: EXIT.removed,
    message: 'stopped: removed from the account; the device is unlicensed until it is enrolled again',
  },
  superseded: { code: EXIT.superseded, message: 'stopped: another agent is connected with this identity' },
};

/** `mydesk-agent run`: stays connected until it is told to stop, or the portal will have the device no more. */
export async function runCommand({ options, identityPath, log }: Invocation): Promise<number> {
  const file = new IdentityFile(identityPath);
  const identity = await file.read();
  if (!identity || !isEnrolled(identity)) {
    log.error('not enrolled: run `mydesk-agent enroll` first', { identity: file.path });
    return EXIT.notEnrolled;
  }
  if (identity.removedAt !== undefined) {
    log.error('unlicensed: removed from the account; enroll again', {
      client: identity.clientId,
      at: identity.removedAt,
    });
    return EXIT.removed;
  }

  const device = newDevice(identity, file, log, !options['refuse-incoming']);
  const control = await ControlServer.listen(controlPath(file.path), request => obeyControl(device, request));
  const stop = (): void => void device.stop();
  process.once('SIGTERM', stop).once('SIGINT', stop);
  try {
    log.info('started', { client: identity.clientId, server: identity.server, version: VERSION });
    const { code, message } = EXITS[await device.run()];
    if (code === EXIT.done) log.info(message, { client: identity.clientId });
    else log.error(message, { client: identity.clientId });
    return code;
  } finally {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    await control.close();
  }
}

function newDevice(identity: Identity, file: IdentityFile, log: Log, acceptsIncoming: boolean): Device {
  const keep = (changed: Identity): Promise<void> => file.write(changed);
  return new Device({ identity, version: VERSION, clock: systemClock, log, acceptsIncoming, keep });
}
