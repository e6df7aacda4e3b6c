import { readFile } from 'node:fs/promises';
import { storeDocuments } from '../store/documentStore';
import { contentOf } from './contentOf';
import {
  type FileResult,
  failed,
  type ImportRun,
  problem,
  type ReadFile,
  type ReportAddress,
  resultFrom,
  resultOf,
} from './fileResult';
import { importReport } from './importReport';
import { findUnresolved } from './prepareReport';
import { type DocumentToRecord, recordDocuments } from './recordDocuments';
import { resolveTargets, type Target } from './target';

/** A file that was read, with the report it is of. */
interface TargetedFile extends ReadFile, DocumentToRecord {
  readonly address: ReportAddress;
}

/** Returns what a file says that was imported before; null where it can no longer be read. */
async function readContent(
  { context, options, agencyNames }: ImportRun,
  file: string,
): Promise<string | null> {
  const wanted = { names: agencyNames, year: options.year };
  const read = async () => context.documents.reader.read(await readFile(file), context.actor.id, wanted);
  return read().then(contentOf, () => null);
}

/** Notes that a report of this run comes from a file. Returns its result when another file had the report before: skipped where it says the same. */
async function claimReport(
  run: ImportRun,
  { file, reading }: ReadFile,
  address: ReportAddress,
): Promise<FileResult | null> {
  const report = `${address.agency} ${address.year} ${address.scope}`;
  const content = contentOf(reading);
  const other = run.fileOfReport.get(report);
  run.fileOfReport.set(report, other ?? { file, content });
  if (!other) return null;
  if ((other.content ?? (await readContent(run, other.file))) === content)
    return resultOf(run, file, 'skipped', address);
  const twice = problem(
    'document.twice',
    `同一报告（${report}）本次已由 ${other.file} 导入；请核对哪一份正确。`,
    `The same report (${report}) was imported in this run from ${other.file}; look which one is right.`,
  );
  return resultOf(run, file, 'doubtful', { ...address, findings: [twice] });
}

/** Returns a finding where the hub printed below a report that it holds the figures of others than all files are said to hold. */
function contradictScope({ reading: { printedScope } }: ReadFile, { scope }: Target) {
  if (!printedScope || !scope || printedScope === scope) return null;
  return problem(
    'document.scope',
    `文档写明统计口径 ${printedScope}，本次导入指定为 ${scope}：请去掉 --scope，或单独导入这一份。`,
    `The document says that its figures are ${printedScope}, this import was told ${scope}: leave --scope out, or import this one by itself.`,
  );
}

const isResolved = ({ options }: ImportRun, target: Target) => findUnresolved(target, options).length === 0;

/** Puts a file to the report it is of. Returns its result when another file of the run has the same content or report. */
async function putToReport(
  run: ImportRun,
  read: ReadFile,
  target: Target,
): Promise<TargetedFile | FileResult> {
  const { options, batch } = run;
  const { file, document } = read;
  const same = run.stored.get(document.sha256);
  if (same) return resultOf(run, file, 'skipped', same);
  const address: ReportAddress = {
    sha256: document.sha256,
    agency: target.agency?.code ?? null,
    year: target.year,
    scope: target.scope,
  };
  const other = contradictScope(read, target);
  if (other) return resultOf(run, file, 'doubtful', { ...address, findings: [other] });
  // Of an organ that is not certain nobody knows whether another document is of it.
  const twice = isResolved(run, target) ? await claimReport(run, read, address) : null;
  if (twice) return twice;
  if (isResolved(run, target)) run.stored.set(document.sha256, address);
  const { agency, year, scope, publish, dryRun } = options;
  const request = { agency, year, scope, publish, dryRun, indicators: true, batch };
  return { ...read, address, target, request };
}

async function importAlone(run: ImportRun, one: TargetedFile): Promise<FileResult> {
  const { file, address, document, reading, target, request } = one;
  try {
    const outcome = await importReport(run.context, document, reading, target, request);
    return resultFrom(run, file, address, outcome);
  } catch (error) {
    return failed(run, file, error);
  }
}

async function recordTogether(run: ImportRun, files: readonly TargetedFile[]): Promise<FileResult[]> {
  if (files.length === 0) return [];
  const outcomes = await recordDocuments(run.context, files).catch((failure: unknown) =>
    files.map(() => ({ failure })),
  );
  return outcomes.map((outcome, at) => {
    const { file, address } = files[at];
    return 'failure' in outcome
      ? failed(run, file, outcome.failure)
      : resultFrom(run, file, address, outcome);
  });
}

async function importRead(run: ImportRun, read: readonly ReadFile[]): Promise<FileResult[]> {
  const { context, options, names } = run;
  const readings = read.map(({ reading }) => reading);
  const targets = await resolveTargets(context.database, readings, options, names);
  const put: (TargetedFile | FileResult)[] = [];
  for (const [at, one] of read.entries()) put.push(await putToReport(run, one, targets[at]));
  const files = put.filter((one): one is TargetedFile => !('status' in one));
  const stored = options.dryRun ? [] : files.filter(({ target }) => isResolved(run, target));
  await storeDocuments(
    context,
    stored.map(({ bytes, document }) => ({ bytes, name: document.name })),
  );
  const together = options.publish ? stored : [];
  const results = put.filter((one): one is FileResult => 'status' in one);
  for (const one of files) if (!together.includes(one)) results.push(await importAlone(run, one));
  return [...results, ...(await recordTogether(run, together))];
}

/** Imports the files that wait, once those before them are imported: together where they are to be published. */
export function importWaiting(run: ImportRun): Promise<FileResult[]> {
  const read = run.waiting.splice(0);
  const results = run.recorded.then(() =>
    importRead(run, read).catch((error: unknown) => read.map(({ file }) => failed(run, file, error))),
  );
  run.recorded = results.then(() => {});
  return results;
}
