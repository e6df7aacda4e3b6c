import { worker } from 'workerpool';
import { watchReader } from '../../src/document/reader/readerWatchdog';

const withinLimits = watchReader({ bytes: 1_000_000_000, processorSeconds: 1, scanSeconds: 1 });

/** A reader that does what its document says. */
async function read(bytes: Uint8Array) {
  const order = Buffer.from(bytes).toString();
  if (order === 'burn')
    await withinLimits(async () => {
      for (;;);
    });
  if (order === 'wait') await withinLimits(() => new Promise((resolve) => setTimeout(resolve, 1500)));
  if (order === 'hang') for (;;);
  if (order === 'exit') process.exit(3);
  if (order === 'kill') process.kill(process.pid, 'SIGKILL');
  if (order === 'fail') throw new TypeError('a fault of the reader');
  if (order === 'chat') for (let line = 0; line < 20_000; line += 1) console.log('x'.repeat(100));
  if (order === 'eat') for (const eaten: number[][] = []; ; ) eaten.push(Array(100_000).fill(1.5));
  return { reading: JSON.stringify({ agency: `${order}\0` }) };
}
worker({ read });
