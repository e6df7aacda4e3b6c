import { Worker } from 'node:worker_threads';

/** What a process that reads may take. */
export interface ReaderLimits {
  /** Its memory, buffers included, in bytes. */
  readonly bytes: number;
  /** Its processor time for one document, in seconds. */
  readonly processorSeconds: number;
  /** Its processor time for one document that is a scan, in seconds. */
  readonly scanSeconds: number;
}

/** Runs the work of one document within the limits. The work calls `beginScan` when the document is a scan. */
type WithinLimits = <T>(work: (beginScan: () => void) => Promise<T>) => Promise<T>;

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
    if (began[0] >= 0 && user + system - began[0] > began[1] * 1e6) process.kill(process.pid, 'SIGXCPU');
  }, 250);`;

/** Starts to watch this process. */
export function watchReader(limits: ReaderLimits): WithinLimits {
  // The processor time of this process when the document began, in microseconds (negative between documents), and the seconds it may take.
  const began = new Float64Array(new SharedArrayBuffer(16)).fill(-1);
  new Worker(WATCHDOG, { eval: true, workerData: { parent: process.ppid, limits, began } }).unref();
  return async (work) => {
    const { user, system } = process.cpuUsage();
    began[1] = limits.processorSeconds;
    began[0] = user + system;
    try {
      return await work(() => {
        began[1] = limits.scanSeconds;
      });
    } finally {
      began[0] = -1;
    }
  };
}
