import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findPackages } from '../../../../src/document/source/scan/packages';

const support = (name: string) => join(__dirname, '../../../support', name);

/** Reads the scan in a process that can reach no network, nor can its threads. */
async function readOffline() {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [
    '-r',
    support('registerTypeScript.js'),
    '-r',
    support('readWithoutNetwork.ts'),
    '-e',
    '0',
    join(__dirname, 'requests.png'),
  ]);
  return { read: JSON.parse(stdout), stderr };
}

// They are no dependencies: the test reads with what there is.
const isInstalled = findPackages() !== null;

test('a scan is recognised, or refused with what to do, without the network', async () => {
  const { read, stderr } = await readOffline();
  expect(stderr).not.toContain('network');
  if (isInstalled) expect(read['requests.received.total']).toMatchObject({ value: 17283 });
  else
    expect(read).toEqual({ code: 'document.image', messageEn: expect.stringContaining('text recognition') });
});
