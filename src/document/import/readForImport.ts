import { readFile, stat } from 'node:fs/promises';
import { type Database, queryRows } from '../../shared/database';
import { LARGEST_DOCUMENT } from '../source/limits';
import { TOO_LARGE } from '../source/unreadableDocument';
import { cleanName, hashDocument } from '../store/contents';
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

/** The latest report that was imported from a document ($1) and neither undone nor given up as a draft, of an agency ($2), year ($3) and scope ($4) if given, and published ($5). */
const FIND_IMPORTED = `
  select a.code as agency, v.year, v.scope, v.number as revision
    from report_import i join report_revision v on v.id = i.revision_id join agency a on a.id = i.agency_id
    left join import_batch b on b.id = i.batch_id
   where i.document = $1 and b.undone_at is null and ($2::text is null or a.code = $2) and ($3::int is null or v.year = $3)
     and ($4::text is null or v.scope = $4) and (not $5 or v.published_at is not null)
     and (v.published_at is not null or not exists (
       select 1 from report_step s where s.report_id = v.report_id and s.action = 'DISCARD' and s.created_at > v.created_at))
   order by v.id desc limit 1`;

async function findImported(
  database: Database,
  sha256: string,
  { agency, year, scope, publish }: ImportFilesOptions,
): Promise<ImportedReport | undefined> {
  const parameters = [sha256, agency ?? null, year ?? null, scope ?? null, publish];
  const [found] = await queryRows<ImportedReport>(database, FIND_IMPORTED, parameters);
  return found;
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
  const wanted = { agency: run.agencyName, year: options.year };
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
