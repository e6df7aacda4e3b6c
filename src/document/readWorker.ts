import { Worker } from 'node:worker_threads';
import { worker } from 'workerpool';
import { READER_MEMORY } from './limits';
import { readDocument } from './readDocument';
import { UnreadableDocument } from './reading';
import type { Wanted } from './readReport';

/**
 * A thread of its own, because a hang blocks every timer of the main one: ends the process when its parent is gone or
 * when buffers, which the limit of the heap does not count, take too much.
 */
const WATCHDOG = `
  const { workerData } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== workerData.parent || process.memoryUsage.rss() > workerData.bytes)
      process.kill(process.pid, 'SIGKILL');
  }, 250);`;

/** What a process that reads answers: unreadable documents are told as data, because errors lose their class on the way. */
async function read(bytes: Uint8Array, wanted: Wanted) {
  try {
    return {
      reading: await readDocument(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), wanted),
    };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    const { code, messageZh, messageEn } = error;
    return { unreadable: { code, messageZh, messageEn } };
  }
}

new Worker(WATCHDOG, {
  eval: true,
  workerData: { parent: process.ppid, bytes: READER_MEMORY * 1_048_576 },
}).unref();
worker({ read });
