import { randomUUID } from 'node:crypto';

import { eventually } from '../test/eventually.ts';
import { useDevices } from '../test/devices.ts';
import { enroll } from './enroll.ts';
import { NotConnected, Refusal } from './refusal.ts';

describe('enrolling', () => {
  const devices = useDevices();
  const ask = (hardwareId: string, key = devices.portal().key, token?: string) =>
    enroll(devices.portal().url, { key, hardwareId, platform: 'LINUX', version: '0.1.0', ...(token && { token }) });

  it('gives a number and a token', async () => {
    const { clientId, token } = await ask(randomUUID());

    expect(clientId).toMatch(/^[1-9]\d{8,9}$/);
    expect(token.length).toBeGreaterThan(20);
  });

  it('gives the same hardware the same number and a new token', async () => {
    const hardwareId = randomUUID();

    const [first, second] = [await ask(hardwareId), await ask(hardwareId)];

    expect(second.clientId).toBe(first.clientId);
    expect(second.token).not.toBe(first.token);
  });

  it('is refused with a key that nobody has', async () => {
    const error: unknown = await ask(randomUUID(), 'AAAAA-AAAAA').catch((thrown: unknown) => thrown);

    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe('LICENSE_KEY_INVALID');
  });

  it('is refused as a clone while the device is online', async () => {
    const identity = await devices.enroll();
    const { device } = devices.run(identity);
    await eventually(() => device.isConnected);

    const error: unknown = await ask(identity.hardwareId).catch((thrown: unknown) => thrown);

    expect((error as Refusal).code).toBe('CLONE_SUSPECTED');
  });

  it('says where there is no portal', async () => {
    const enrollment = { key: 'k', hardwareId: 'h', platform: 'LINUX', version: '0.1.0' } as const;

    await expectAsync(enroll('http://127.0.0.1:1', enrollment)).toBeRejectedWithError(NotConnected);
  });
});
