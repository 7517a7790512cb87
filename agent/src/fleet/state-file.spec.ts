import { stat, writeFile } from 'node:fs/promises';

import { useFolder } from '../../test/temporary-folder.ts';
import { StateFile } from './state-file.ts';

describe("the fleet's state", () => {
  const folder = useFolder();
  const server = 'http://localhost:4000';
  const identity = { server, clientId: '123456789', token: 'secret', hardwareId: 'demo-0001' };
  const read = async (of = server): Promise<StateFile> => {
    const state = new StateFile(folder.path('fleet.json'), of);
    await state.read();
    return state;
  };

  it('is there again in the next run', async () => {
    const state = await read();
    state.set(identity);
    await state.write();

    expect((await read()).get('demo-0001')).toEqual(identity);
    expect((await stat(folder.path('fleet.json'))).mode & 0o777).toBe(0o600);
  });

  it('lets go of a device that the portal no longer knows', async () => {
    const state = await read();
    state.set(identity);
    await state.write();
    state.forget('demo-0001');
    await state.write();

    expect((await read()).get('demo-0001')).toBeUndefined();
  });

  it('is not told to another server', async () => {
    const state = await read();
    state.set(identity);
    await state.write();

    expect((await read('http://localhost:5000')).get('demo-0001')).toBeUndefined();
  });

  it('is refused where it holds something else', async () => {
    await writeFile(folder.path('fleet.json'), '{}', { mode: 0o600 });

    await expectAsync(read()).toBeRejectedWithError(/holds no fleet/);
  });
});
