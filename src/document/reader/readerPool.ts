import { availableParallelism } from 'node:os';
import { Promise as PoolPromise, pool } from 'workerpool';
import type { Wanted } from '../reading/chooseReport';
import type { Extraction } from '../reading/extraction';
import {
  READ_PROCESSOR_SECONDS,
  READ_SECONDS,
  READER_HEAP,
  READER_QUEUE,
  READER_QUEUE_OF_SENDER,
  SCAN_PROCESSOR_SECONDS,
  SCAN_SECONDS,
} from '../source/limits';
import { UnreadableDocument } from '../source/unreadableDocument';
import { createFairQueue } from './fairQueue';
import { parseForPostgres } from './sanitizeForPostgres';
import { SCAN_BEGUN } from './scanBegun';

/** Reads documents in processes of their own: nothing a document does reaches the caller but a reading or a refusal. */
export interface ReaderPool {
  /**
   * Reads the report of an organ and year, or the first. A sender's documents wait behind his own. Throws
   * UnreadableDocument, and nothing else.
   */
  read(bytes: Buffer, sender: string, wanted?: Wanted): Promise<Extraction>;
  /** Ends the processes; what they read is refused. */
  close(): Promise<void>;
}

/** What can be set about a pool. */
export interface ReaderPoolOptions {
  readonly workers?: number;
  readonly seconds?: number;
  readonly heapMegabytes?: number;
  /** The program that reads. */
  readonly script?: string;
  /** Called for every document that made the reader fail, hang or crash. */
  readonly logError?: (error: unknown) => void;
}

interface Refusal {
  readonly code: string;
  readonly messageZh: string;
  readonly messageEn: string;
  readonly hint: string | null;
}
type Answer = { reading: string } | { unreadable: Refusal };

/** The reader gets no setting of the hub but where LibreOffice is: no database, no mail server. */
function readerEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TZ, LANG, NODE_OPTIONS, SOFFICE_PATH } = process.env;
  return { PATH, TZ, LANG, NODE_OPTIONS, SOFFICE_PATH };
}

const tooSlow = (seconds: number) =>
  new UnreadableDocument(
    'document.timeout',
    `文档 ${seconds} 秒内未能读完，已停止；请另存为更简单的格式（如只含报告的 DOCX 或 HTML）后再试。`,
    `The document could not be read within ${seconds} seconds and was given up; save it in a simpler form, such as a DOCX or HTML with the report alone, and try again.`,
  );
const crashed = () =>
  new UnreadableDocument(
    'document.crashed',
    '未能读完该文档；它可能已损坏或过于复杂，请另存后再试。',
    'The document could not be read to its end; it may be damaged or too complex. Save it anew and try again.',
  );
const busy = () =>
  new UnreadableDocument(
    'document.busy',
    '等待读取的文档过多，请稍后再试。',
    'Too many documents wait to be read; try again later.',
  );

/** Whether the process ended itself because a document took too much processor time; workerpool says so in its message only. */
const isOutOfTime = (error: unknown) => error instanceof Error && error.message.includes('`SIGXCPU`');

/** Opens a pool of processes that read documents. They are started when needed and replaced when they end. */
export function openReaderPool(options: ReaderPoolOptions = {}): ReaderPool {
  const { seconds = READ_SECONDS, heapMegabytes = READER_HEAP, logError = () => {} } = options;
  const most = options.workers ?? Math.max(1, availableParallelism() - 1);
  const workers = pool(options.script ?? require.resolve('./readWorker'), {
    workerType: 'process',
    maxWorkers: most,
    workerTerminateTimeout: 200,
    // What a library prints would otherwise be in the output of the caller, or fill a pipe that nobody empties.
    emitStdStreams: true,
    forkOpts: {
      // Each process has a core of its own; threads that help to collect garbage would take it from the others.
      execArgv: [`--max-old-space-size=${heapMegabytes}`, '--single-threaded-gc'],
      // Bytes as bytes: as JSON twenty megabytes would become eighty.
      serialization: 'advanced',
      env: readerEnvironment(),
    },
  });
  // The queue of workerpool 10.0.3 stops after a crash until the next call.
  const queue = createFairQueue(most);
  /** Hints for operators that are in the log: each stands there once. */
  const logged = new Set<string>();
  const ask = async (bytes: Buffer, wanted: Wanted): Promise<Answer> => {
    let isScan = false;
    let timer: NodeJS.Timeout | undefined;
    const reading = workers.exec('read', [bytes, wanted], {
      on: (event) => {
        if (event !== SCAN_BEGUN) return;
        isScan = true;
        endAfter(SCAN_SECONDS);
      },
    });
    const endAfter = (most: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => reading.cancel(), most * 1000);
    };
    endAfter(seconds);
    try {
      return await reading;
    } catch (error) {
      logError(error);
      if (error instanceof PoolPromise.CancellationError) throw tooSlow(isScan ? SCAN_SECONDS : seconds);
      throw isOutOfTime(error)
        ? tooSlow(isScan ? SCAN_PROCESSOR_SECONDS : READ_PROCESSOR_SECONDS)
        : crashed();
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    async read(bytes, sender, wanted = {}) {
      if (queue.waiting() >= READER_QUEUE || queue.waiting(sender) >= READER_QUEUE_OF_SENDER) throw busy();
      const answer = await queue.run(sender, () => ask(bytes, wanted));
      if ('reading' in answer) return parseForPostgres<Extraction>(answer.reading);
      const { code, messageZh, messageEn, hint } = answer.unreadable;
      if (hint && !logged.has(hint)) logError(new Error(hint));
      if (hint) logged.add(hint);
      throw new UnreadableDocument(code, messageZh, messageEn);
    },
    close: async () => {
      await workers.terminate(true);
    },
  };
}
