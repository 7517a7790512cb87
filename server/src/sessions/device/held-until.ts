import { Presence } from '../../clients/client.entity.ts';
import type { CurrentClient } from '../../clients/presence/fence.ts';
import type { DeviceViewer } from '../../core/viewer.ts';

/** For how long the word of a device without a connection holds. */
const HELD_MS = 45_000;

/** Until when the device speaks for its sessions though it is not online: it reports over HTTP. Null for all others. */
export const heldUntil = (viewer: DeviceViewer, { presence }: CurrentClient, now: Date): Date | null =>
  viewer.epoch === undefined && presence === Presence.OFFLINE ? new Date(now.getTime() + HELD_MS) : null;
