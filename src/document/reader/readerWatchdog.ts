import { Worker } from 'node:worker_threads';

/** What a process that reads may take. */
export interface ReaderLimits {
  /** Its memory, buffers included, in bytes. */
  readonly bytes: number;
  /** Its processor time for one document, in seconds. */
  readonly processorSeconds: number;
}

/**
 * A thread of its own, because a hang blocks every timer of the main one. It ends the process when its parent is gone,
 * when buffers, which the limit of the heap does not count, take too much, and (SIGXCPU) when a document takes too
 * much processor time.
 */
const WATCHDOG = `
  const { workerData: { parent, limits, began } } = require('node:worker_threads');
  setInterval(() => {
    if (process.ppid !== parent || process.memoryUsage.rss() > limits.bytes) process.kill(process.pid, 'SIGKILL');
    const { user, system } = process.cpuUsage();
    if (began[0] >= 0 && user + system - began[0] > limits.processorSeconds * 1e6) process.kill(process.pid, 'SIGXCPU');
  }, 250);`;

/** Starts to watch this process. Returns a function that runs the work of one document within the limits. */
export function watchReader(limits: ReaderLimits): <T>(work: () => Promise<T>) => Promise<T> {
  // The processor time of this process when the document began, in microseconds; negative between documents.
  const began = new Float64Array(new SharedArrayBuffer(8)).fill(-1);
  new Worker(WATCHDOG, { eval: true, workerData: { parent: process.ppid, limits, began } }).unref();
  return async (work) => {
    const { user, system } = process.cpuUsage();
    began[0] = user + system;
    try {
      return await work();
    } finally {
      began[0] = -1;
    }
  };
}
