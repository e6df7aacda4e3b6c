import { readFile, stat } from 'node:fs/promises';
import { findAgency } from '../../agency/agencyQueries';
import type { Database } from '../../shared/database';
import { LARGEST_DOCUMENT } from '../source/limits';
import { cleanName, hashDocument } from '../store/contents';
import { ReportImport } from '../store/documentEntities';
import { storeDocument } from '../store/documentStore';
import type { DocumentContext } from '../store/documents';
import { startBatch } from './batches';
import {
  type FileResult,
  type FileStatus,
  failed,
  type ImportFilesOptions,
  type ImportRun,
  problem,
  resultFrom,
  resultOf,
} from './fileResult';
import { findFiles } from './findFiles';
import { importReport } from './importReport';
import { loadAgencyNames } from './matchAgency';
import { recordDocuments } from './recordDocuments';
import { findUnresolved, resolveTarget, type Target } from './target';

/** A report that was imported. */
interface ImportedReport {
  readonly agency: string;
  readonly year: number;
  readonly scope: string;
  readonly revision: number;
}

/** Returns the latest report that was imported from a document and not undone, among those that the options ask for. */
function findImported(
  database: Database,
  sha256: string,
  { agency, year, scope, publish }: Pick<ImportFilesOptions, 'agency' | 'year' | 'scope' | 'publish'>,
): Promise<ImportedReport | undefined> {
  const query = database
    .getRepository(ReportImport)
    .createQueryBuilder('i')
    .innerJoin('i.revision', 'v')
    .innerJoin('i.agency', 'a')
    .leftJoin('i.batch', 'b')
    .select('a.code', 'agency')
    .addSelect('v.year', 'year')
    .addSelect('v.scope', 'scope')
    .addSelect('v.number', 'revision')
    .where('i.documentSha256 = :sha256 and b.undoneAt is null', { sha256 });
  if (agency) query.andWhere('a.code = :agency', { agency });
  if (year) query.andWhere('v.year = :year', { year });
  if (scope) query.andWhere('v.scope = :scope', { scope });
  if (publish) query.andWhere('v.publishedAt is not null');
  return query.orderBy('v.id', 'DESC').limit(1).getRawOne<ImportedReport>();
}

/** The most files that are recorded together; their readings are in memory until then. */
const RECORDED_TOGETHER = 100;

/** Notes that a report of this run comes from a file. Returns a finding when another file had it before. */
function claimReport({ fileOfReport }: ImportRun, file: string, target: Target, scope: string | undefined) {
  if (!target.agency || target.year === null || !scope) return null;
  const report = `${target.agency.code} ${target.year} ${scope}`;
  const other = fileOfReport.get(report);
  fileOfReport.set(report, other ?? file);
  return other
    ? problem(
        'document.twice',
        `同一报告（${report}）本次已由 ${other} 导入；请核对哪一份正确。`,
        `The same report (${report}) was imported in this run from ${other}; look which one is right.`,
      )
    : null;
}

/** Imports a file. Returns null when it waits to be recorded together with others. */
async function importFile(run: ImportRun, file: string): Promise<FileResult | null> {
  const { context, options, batch } = run;
  const result = (status: FileStatus, more: Partial<FileResult>) => resultOf(run, file, status, more);
  if ((await stat(file)).size > LARGEST_DOCUMENT)
    return result('refused', {
      findings: [
        problem(
          'document.tooLarge',
          `文档不得超过 ${LARGEST_DOCUMENT / 1_000_000} MB。`,
          `A document has at most ${LARGEST_DOCUMENT / 1_000_000} MB.`,
        ),
      ],
    });
  const bytes = await readFile(file);
  const sha256 = hashDocument(bytes);
  const before = await findImported(context.database, sha256, options);
  if (before) {
    run.fileOfReport.set(`${before.agency} ${before.year} ${before.scope}`, file);
    return result('skipped', { sha256, ...before });
  }
  const same = run.pending.get(sha256);
  if (same) return result('skipped', same.address);
  const name = cleanName(file);
  const wanted = { agency: run.agencyName, year: options.year };
  const reading = await context.documents.reader.read(bytes, context.actor.id, wanted);
  const target = await resolveTarget(context.database, reading, options, run.names);
  const address = {
    sha256,
    agency: target.agency?.code ?? null,
    year: target.year,
    scope: options.scope ?? null,
  };
  const isResolved = findUnresolved(target, options).length === 0;
  // Of an organ that is not certain nobody knows whether another document is of it.
  const twice = isResolved ? claimReport(run, file, target, options.scope) : null;
  if (twice) return result('doubtful', { ...address, findings: [twice] });
  const isStored = !options.dryRun && isResolved;
  if (isStored) await storeDocument(context, bytes, name);
  const request = {
    agency: options.agency,
    year: options.year,
    scope: options.scope,
    publish: options.publish,
    dryRun: options.dryRun,
    indicators: true,
    batch,
  };
  const document = { sha256, name };
  if (options.publish && isStored) {
    run.pending.set(sha256, { file, address, document, reading, target, request });
    return null;
  }
  return resultFrom(run, file, address, await importReport(context, document, reading, target, request));
}

/** Records the files that wait. */
async function recordPending(run: ImportRun): Promise<FileResult[]> {
  const pending = [...run.pending.values()];
  run.pending.clear();
  if (pending.length === 0) return [];
  const outcomes = await recordDocuments(run.context, pending).catch((failure: unknown) =>
    pending.map(() => ({ failure })),
  );
  return outcomes.map((outcome, at) => {
    const { file, address } = pending[at];
    return 'failure' in outcome
      ? failed(run, file, outcome.failure)
      : resultFrom(run, file, address, outcome);
  });
}

async function tryFile(run: ImportRun, file: string): Promise<FileResult | null> {
  try {
    return await importFile(run, file);
  } catch (error) {
    return failed(run, file, error);
  }
}

/**
 * Reads files in parallel and imports each in a transaction of its own, or records up to a hundred together when they
 * are published. Files whose content was imported already are skipped, so that an interrupted run can be started again.
 * Memory is bounded by `parallel` and that hundred. Results come as they are ready.
 */
export async function* importFiles(
  context: DocumentContext,
  options: ImportFilesOptions,
): AsyncGenerator<FileResult> {
  const names = await loadAgencyNames(context.database, context.actor);
  const batch = options.dryRun ? null : await startBatch(context, options.note);
  const agencyName = options.agency && (await findAgency(context.database, options.agency))?.name;
  const run: ImportRun = {
    context,
    options,
    names,
    batch,
    agencyName,
    fileOfReport: new Map(),
    pending: new Map(),
  };
  const running = new Map<number, Promise<{ key: number; result: FileResult | null }>>();
  let started = 0;
  const nextResults = async () => {
    const { key, result } = await Promise.race(running.values());
    running.delete(key);
    return [
      ...(result ? [result] : []),
      ...(run.pending.size >= RECORDED_TOGETHER ? await recordPending(run) : []),
    ];
  };
  for await (const file of findFiles(options.paths)) {
    started += 1;
    const key = started;
    running.set(
      key,
      tryFile(run, file).then((result) => ({ key, result })),
    );
    if (running.size >= options.parallel) yield* await nextResults();
  }
  while (running.size > 0) yield* await nextResults();
  yield* await recordPending(run);
}
