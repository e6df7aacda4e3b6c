import { findAgency } from '../../agency/agencyQueries';
import { listNames } from '../../agency/namesAround';
import type { DocumentContext } from '../store/documents';
import { startBatch } from './batches';
import type { FileResult, ImportFilesOptions, ImportRun } from './fileResult';
import { findFiles } from './findFiles';
import { importWaiting } from './importWaiting';
import { readForImport } from './readForImport';
import { loadAgencyNames } from './target';

/** While some files are read, others wait for a reader, so that none is idle, and one may be recording those before. */
const MOST_WAITING = 3;
/** The most files that are recorded together, and the most bytes of them; their readings are in memory until then. */
const RECORDED_TOGETHER = 100;
const MOST_BYTES = 20_000_000;

/** Reads a file. Returns its result, or those of all that waited, it among them; nothing while it waits for others. */
async function importFile(run: ImportRun, file: string): Promise<readonly FileResult[]> {
  const read = await readForImport(run, file);
  if ('status' in read) return [read];
  run.waiting.push(read);
  const bytes = run.waiting.reduce((sum, one) => sum + one.bytes.length, 0);
  const isTogether = run.options.publish && !run.options.dryRun;
  return isTogether && run.waiting.length < RECORDED_TOGETHER && bytes < MOST_BYTES ? [] : importWaiting(run);
}

/**
 * Reads files in parallel and imports each in a transaction of its own, or records up to a hundred together when they
 * are published, while others are read. Files whose content was imported already are skipped, so that an interrupted run
 * can be started again. Memory is bounded by `parallel` and that hundred. Results come as they are ready.
 */
export async function* importFiles(
  context: DocumentContext,
  options: ImportFilesOptions,
): AsyncGenerator<FileResult> {
  const agency = options.agency ? await findAgency(context.database, options.agency) : null;
  const run: ImportRun = {
    context,
    options,
    names: await loadAgencyNames(context.database, context.actor),
    batch: options.dryRun ? null : await startBatch(context, options.note),
    agencyNames: agency ? await listNames(context.database, agency, options.year ?? null) : [],
    fileOfReport: new Map(),
    stored: new Map(),
    waiting: [],
    recorded: Promise.resolve(),
  };
  const underWay = new Set<Promise<void>>();
  const ready: FileResult[] = [];
  for await (const file of findFiles(options.paths)) {
    const work = importFile(run, file).then((results) => {
      ready.push(...results);
      underWay.delete(work);
    });
    underWay.add(work);
    while (underWay.size >= options.parallel + MOST_WAITING) await Promise.race(underWay);
    yield* ready.splice(0);
  }
  while (underWay.size > 0) {
    await Promise.race(underWay);
    yield* ready.splice(0);
  }
  yield* await importWaiting(run);
}
