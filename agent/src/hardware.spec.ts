import { writeFile } from 'node:fs/promises';

import { useFolder } from '../test/temporary-folder.ts';
import { newHardwareId, platformName } from './hardware.ts';

describe('the hardware id', () => {
  const folder = useFolder();
  const machineId = '0123456789abcdef0123456789abcdef';

  it("stays the same for a machine and does not show the machine's own id", async () => {
    await writeFile(folder.path('machine-id'), `${machineId}\n`);

    const ids = [await newHardwareId(folder.path('machine-id')), await newHardwareId(folder.path('machine-id'))];

    expect(ids[0]).toEqual(ids[1]);
    expect(ids[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(ids[0]).not.toBe(machineId);
  });

  it('is made by chance where the machine has no id, or one that is not initialized', async () => {
    await writeFile(folder.path('machine-id'), 'uninitialized\n');

    const ids = [await newHardwareId(folder.path('machine-id')), await newHardwareId(folder.path('missing'))];

    expect(new Set(ids).size).toBe(2);
  });
});

describe('the platform', () => {
  it('has the name that the portal knows', () => {
    expect((['win32', 'darwin', 'linux', 'freebsd'] as const).map(platformName)).toEqual([
      'WINDOWS',
      'MACOS',
      'LINUX',
      'OTHER',
    ]);
  });
});
