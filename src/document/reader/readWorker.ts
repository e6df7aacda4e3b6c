import { worker, workerEmit } from 'workerpool';
import type { Wanted } from '../reading/chooseReport';
import { READ_PROCESSOR_SECONDS, READER_MEMORY, SCAN_PROCESSOR_SECONDS } from '../source/limits';
import { UnreadableDocument } from '../source/unreadableDocument';
import { readDocument } from './readDocument';
import { watchReader } from './readerWatchdog';
import { SCAN_BEGUN } from './scanBegun';

const withinLimits = watchReader({
  bytes: READER_MEMORY * 1_048_576,
  processorSeconds: READ_PROCESSOR_SECONDS,
  scanSeconds: SCAN_PROCESSOR_SECONDS,
});

/** Reads a document in this process; the reading is returned as JSON, which costs less to send than its objects. Unreadable documents are returned as data, because errors lose their class between processes. */
async function read(bytes: Uint8Array, wanted: Wanted) {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    const reading = await withinLimits((beginScan) =>
      readDocument(buffer, wanted, () => {
        beginScan();
        workerEmit(SCAN_BEGUN);
      }),
    );
    return { reading: JSON.stringify(reading) };
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    const { code, messageZh, messageEn, hint } = error;
    return { unreadable: { code, messageZh, messageEn, hint } };
  }
}

// A library may reject a promise that nobody waits for; what it was for fails by itself.
process.on('unhandledRejection', () => {});

worker({ read });
