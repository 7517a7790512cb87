import type { Clock } from '../clock.ts';
import { Device, type StopReason } from '../device.ts';
import { enroll } from '../enroll.ts';
import type { Identity } from '../identity.ts';
import type { Log } from '../log.ts';
import type { PlatformName } from '../hardware.ts';
import { NotConnected, Refusal } from '../refusal.ts';
import type { Mishap } from './mishaps.ts';
import { Network } from './network.ts';
import type { StateFile } from './state-file.ts';
import type { Tally } from './tally.ts';

const RETRY_MS = 5_000;
const REFUSED_MS = 60_000;

export interface MachineOptions {
  server: string;
  key: string;
  state: StateFile;
  tally: Tally;
  clock: Clock;
  /** The device's own lines; a fleet has no room for them. */
  log: Log;
}

/** One machine of the fleet: it enrolls when it is first switched on, and is a device of its own while it is on. */
export class Machine {
  private readonly network: Network;
  private running: Device | undefined;
  private arriving: Promise<void> | undefined;
  private awayUntilMs = 0;

  constructor(
    readonly hardwareId: string,
    /** Whether people sit there who help the others. */
    readonly isSupport: boolean,
    private readonly platform: PlatformName,
    private readonly options: MachineOptions,
  ) {
    this.network = new Network(options.server.startsWith('https:'));
  }

  /** The device, where the machine is switched on. */
  get device(): Device | undefined {
    return this.running;
  }

  /** The device, where it is connected. */
  get online(): Device | undefined {
    return this.running?.isConnected ? this.running : undefined;
  }

  get isOn(): boolean {
    return this.arriving !== undefined || this.running !== undefined;
  }

  /** Whether it may be switched on: not while it lies broken, and never again once the portal removed it. */
  get canComeIn(): boolean {
    const isRemoved = this.options.state.get(this.hardwareId)?.removedAt !== undefined;
    return !this.isOn && !isRemoved && this.options.clock.now().getTime() >= this.awayUntilMs;
  }

  /** Switches it on; it then lives by itself until it is switched off or breaks. */
  async comeIn(): Promise<void> {
    this.arriving = this.arrive().finally(() => (this.arriving = undefined));
    await this.arriving;
  }

  /** Switches it off, with a goodbye. */
  async goHome(): Promise<void> {
    await this.arriving;
    await this.running?.stop();
  }

  /** Lets something go wrong with it; it comes back by itself. */
  suffer({ kind, seconds }: Mishap): void {
    this.options.tally.count(kind);
    this.network.lose();
    if (kind === 'crash') {
      this.stayAway(seconds * 1000);
      this.network.cut();
      void this.running?.stop();
    }
    this.options.clock.after(seconds * 1000, () => {
      this.network.restore();
    });
  }

  private async arrive(): Promise<void> {
    try {
      const identity = this.options.state.get(this.hardwareId) ?? (await this.enroll());
      const device = this.newDevice(identity);
      this.running = device;
      void device.run().then(reason => {
        this.wentOff(reason);
      });
    } catch (error) {
      if (!(error instanceof Refusal) && !(error instanceof NotConnected)) throw error;
      this.options.tally.count(error instanceof Refusal ? error.code : 'unreachable');
      this.stayAway(error instanceof Refusal ? REFUSED_MS : RETRY_MS);
    }
  }

  private async enroll(): Promise<Identity> {
    const { server, key, state } = this.options;
    const { hardwareId, platform } = this;
    const enrolled = await enroll(server, { key, hardwareId, platform });
    const identity = { server, hardwareId, ...enrolled };
    state.set(identity);
    return identity;
  }

  private newDevice(identity: Identity): Device {
    const { clock, log, state } = this.options;
    const keep = (changed: Identity): Promise<void> => {
      state.set(changed);
      return Promise.resolve();
    };
    return new Device({ identity, clock, log, keep, webSocket: this.network.webSocket });
  }

  private wentOff(reason: StopReason): void {
    this.running = undefined;
    if (reason === 'stopped') return;
    this.options.tally.count(reason);
    if (reason === 'unauthenticated') this.options.state.forget(this.hardwareId);
    if (reason !== 'unauthenticated') this.stayAway(REFUSED_MS);
  }

  private stayAway(ms: number): void {
    this.awayUntilMs = this.options.clock.now().getTime() + ms;
  }
}
