import { useDevices } from '../../test/devices.ts';
import { eventually } from '../../test/eventually.ts';
import { Network } from './network.ts';

describe("a machine's network", () => {
  const devices = useDevices();

  it('lets nothing through while it is lost, and the device comes back after', async () => {
    const network = new Network(false);
    const { device, lines } = await devices.connected({ webSocket: network.webSocket });

    network.lose();
    network.cut();
    await eventually(() => lines.some(line => line.includes('reason="The network is lost"')));
    expect(device.isConnected).toBeFalse();

    network.restore();
    await eventually(() => device.isConnected);
  });
});
