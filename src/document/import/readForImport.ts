import { readFile, stat } from 'node:fs/promises';
import type { Database } from '../../shared/database';
import { LARGEST_DOCUMENT } from '../source/limits';
import { TOO_LARGE } from '../source/unreadableDocument';
import { cleanName, hashDocument } from '../store/contents';
import { ReportImport } from '../store/documentEntities';
import {
  type FileResult,
  failed,
  type ImportFilesOptions,
  type ImportRun,
  problem,
  type ReadFile,
  resultOf,
} from './fileResult';

/** A report that was imported. */
interface ImportedReport {
  readonly agency: string;
  readonly year: number;
  readonly scope: string;
  readonly revision: number;
}

/** Whether a revision (v) is published, or was not discarded as a draft after it was stored. */
const IS_NOT_DISCARDED = `(v.publishedAt is not null or not exists (
  select 1 from report_step s where s.report_id = v.reportId and s.action = 'DISCARD' and s.created_at > v.createdAt))`;

/** Returns the latest report that was imported from a document and neither undone nor discarded, as far as the options say which. */
function findImported(
  database: Database,
  sha256: string,
  { agency, year, scope, publish }: ImportFilesOptions,
): Promise<ImportedReport | undefined> {
  const imports = database
    .getRepository(ReportImport)
    .createQueryBuilder('i')
    .innerJoin('i.revision', 'v')
    .innerJoin('i.agency', 'a')
    .leftJoin('i.batch', 'b')
    .select('a.code', 'agency')
    .addSelect('v.year', 'year')
    .addSelect('v.scope', 'scope')
    .addSelect('v.number', 'revision')
    .where('i.documentSha256 = :sha256 and b.undoneAt is null', { sha256 })
    .andWhere(IS_NOT_DISCARDED);
  if (agency != null) imports.andWhere('a.code = :agency', { agency });
  if (year != null) imports.andWhere('v.year = :year', { year });
  if (scope != null) imports.andWhere('v.scope = :scope', { scope });
  if (publish) imports.andWhere('v.publishedAt is not null');
  return imports.orderBy('v.id', 'DESC').limit(1).getRawOne<ImportedReport>();
}

async function readUnlessImported(run: ImportRun, file: string): Promise<ReadFile | FileResult> {
  const { context, options } = run;
  if ((await stat(file)).size > LARGEST_DOCUMENT)
    return resultOf(run, file, 'refused', {
      findings: [problem(TOO_LARGE.code, TOO_LARGE.messageZh, TOO_LARGE.messageEn)],
    });
  const bytes = await readFile(file);
  const sha256 = hashDocument(bytes);
  const before = await findImported(context.database, sha256, options);
  if (before) {
    run.fileOfReport.set(`${before.agency} ${before.year} ${before.scope}`, { file, content: null });
    return resultOf(run, file, 'skipped', { sha256, ...before });
  }
  const wanted = { names: run.agencyNames, year: options.year };
  const reading = await context.documents.reader.read(bytes, context.actor.id, wanted);
  return { file, bytes, document: { sha256, name: cleanName(file) }, reading };
}

/** Reads a file of an import. Returns its result when there is nothing to import in it: it was imported before, or cannot be read. */
export async function readForImport(run: ImportRun, file: string): Promise<ReadFile | FileResult> {
  try {
    return await readUnlessImported(run, file);
  } catch (error) {
    return failed(run, file, error);
  }
}
