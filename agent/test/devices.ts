import { randomUUID } from 'node:crypto';

import type { ClientOptions } from 'ws';

import { type Clock, systemClock } from '../src/clock.ts';
import { Conduct } from '../src/custom/conduct.ts';
import { Device, type StopReason } from '../src/device.ts';
import { enroll } from '../src/enroll.ts';
import type { Identity } from '../src/identity.ts';
import { Log } from '../src/log.ts';
import { VERSION } from '../src/version.ts';
import { eventually } from './eventually.ts';
import { type Portal, usePortal } from './portal.ts';

/** A device under test, what it has logged, and how it stopped. */
export interface RunningDevice {
  readonly device: Device;
  readonly lines: string[];
  readonly kept: Identity[];
  readonly stopped: Promise<StopReason>;
}

interface Choice {
  server?: string;
  webSocket?: ClientOptions;
  clock?: Clock;
  conduct?: Conduct;
}

/** What the portal shows of a session. */
export interface ShownSession {
  id: string;
  isActive: boolean;
  endReason: string | null;
  closing: string | null;
  comment: string | null;
}

/** Makes devices at the real portal, and stops them after each spec. */
export function useDevices() {
  const portal = usePortal();
  const running: RunningDevice[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ device }) => device.stop()));
  });

  const run = (
    identity: Identity,
    { server = identity.server, clock = systemClock, conduct = new Conduct(), webSocket = {} }: Choice = {},
  ): RunningDevice => {
    const lines: string[] = [];
    const kept: Identity[] = [];
    const keep = (changed: Identity): Promise<void> => {
      kept.push(changed);
      return Promise.resolve();
    };
    const device = new Device({
      identity: { ...identity, server },
      version: VERSION,
      clock,
      log: new Log(
        line => lines.push(line),
        () => new Date(),
      ),
      conduct,
      keep,
      webSocket,
    });
    const made = { device, lines, kept, stopped: device.run() };
    running.push(made);
    return made;
  };

  return {
    portal,
    run,
    enroll: (hardwareId: string = randomUUID()) => newIdentity(portal(), hardwareId),
    /** A device of its own that is connected. */
    async connected(choice: Choice = {}): Promise<RunningDevice> {
      const made = run(await newIdentity(portal(), randomUUID()), choice);
      await eventually(() => made.device.isConnected);
      return made;
    },
    async sessionAt(id: string | undefined): Promise<ShownSession> {
      const { session } = await portal().ask<{ session: ShownSession }>(
        'query ($id: ID!) { session(id: $id) { id isActive endReason closing comment } }',
        { id },
      );
      return session;
    },
    async presenceOf({ device }: RunningDevice): Promise<string> {
      const { client } = await portal().ask<{ client: { presence: string } }>(
        'query ($id: ID!) { client(id: $id) { presence } }',
        { id: device.identity.clientId },
      );
      return client.presence;
    },
  };
}

async function newIdentity({ url, key }: Portal, hardwareId: string): Promise<Identity> {
  const enrolled = await enroll(url, { key, hardwareId, platform: 'LINUX', version: VERSION });
  return { server: url, hardwareId, ...enrolled };
}
