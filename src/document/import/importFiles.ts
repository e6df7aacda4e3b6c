import { readFile, stat } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { findAgency } from '../../agency/agencyQueries';
import type { ReportScope } from '../../report/model/reportTypes';
import type { FindingType } from '../../shared/graphql/finding';
import { type Actor, Role } from '../../shared/request/permissions';
import { LARGEST_DOCUMENT } from '../source/limits';
import { UnreadableDocument } from '../source/unreadableDocument';
import { cleanName, hashDocument, keepDocument } from '../store/documentStore';
import type { Asker } from '../store/documents';
import { startBatch } from './batches';
import { findFiles } from './findFiles';
import {
  askFor,
  type DocumentToRecord,
  type ImportOutcome,
  importReport,
  recordDocuments,
  resolveTarget,
  type Target,
} from './importReport';
import { type AgencyName, loadAgencyNames } from './matchAgency';

/** What to do with files. */
export interface ImportFilesOptions {
  readonly paths: readonly string[];
  readonly agency?: string;
  readonly year?: number;
  readonly scope?: ReportScope;
  readonly publish: boolean;
  readonly dryRun: boolean;
  /** Note of the batch. */
  readonly note: string;
  /** How many files are under way at once. */
  readonly parallel: number;
}

/** imported: stored (or would be); skipped: already imported; doubtful: needs a person; refused: cannot be imported. */
export type FileStatus = 'imported' | 'skipped' | 'doubtful' | 'refused';

/** What became of one file. */
export interface FileResult {
  readonly file: string;
  readonly sha256: string | null;
  readonly status: FileStatus;
  readonly batch: number | null;
  readonly agency: string | null;
  readonly year: number | null;
  readonly scope: string | null;
  readonly revision: number | null;
  readonly errors: number;
  readonly warnings: number;
  /** What must be seen to, or for a stored report what is wrong in it: code, path and both messages. */
  readonly findings: readonly Pick<FindingType, 'code' | 'severity' | 'path' | 'messageZh' | 'messageEn'>[];
}

/** Who the command is in records: it works with the owner's rights, so every place is open to it. */
export const COMMAND: Actor = {
  kind: 'ACCOUNT',
  id: 'command',
  accountKey: null,
  name: 'npm run import',
  grants: [Role.CLERK, Role.DISTRICT_OFFICER].map((role) => ({
    role,
    agencyKey: null,
    path: '',
    viewPath: null,
  })),
  credential: null,
};

const DOUBTS = /^document\.(agency|year|scope|twice)$/;

async function isImported(
  database: Pick<EntityManager, 'query'>,
  sha256: string,
  { agency, year, scope, publish }: Pick<ImportFilesOptions, 'agency' | 'year' | 'scope' | 'publish'>,
) {
  const [row] = await database.query(
    `select a.code as agency, v.year, v.scope, v.number as revision from report_import i
       join report_revision v on v.id = i.revision_id join agency a on a.id = v.agency_id
       left join import_batch b on b.id = i.batch_id
      where i.document = $1 and b.undone_at is null and ($2::text is null or a.code = $2) and ($3::int is null or v.year = $3)
        and ($4::text is null or v.scope = $4) and (v.published_at is not null or not $5::boolean)
      order by v.id desc limit 1`,
    [sha256, agency ?? null, year ?? null, scope ?? null, publish],
  );
  return row as { agency: string; year: number; scope: string; revision: number } | undefined;
}

const problem = (code: string, messageZh: string, messageEn: string) => ({
  code,
  severity: 'ERROR' as FindingType['severity'],
  path: '',
  messageZh,
  messageEn,
});

const nothing: Omit<FileResult, 'file' | 'status' | 'batch'> = {
  sha256: null,
  agency: null,
  year: null,
  scope: null,
  revision: null,
  errors: 0,
  warnings: 0,
  findings: [],
};

interface Run {
  readonly asker: Asker;
  readonly options: ImportFilesOptions;
  readonly names: readonly AgencyName[];
  readonly batch: number | null;
  /** Name of the agency all files are of. */
  readonly agencyName: string | undefined;
  /** Which file each report of this run came from. */
  readonly taken: Map<string, string>;
  /** What is read and waits to be recorded with others, by the hash of its content. */
  readonly waiting: Map<string, Waiting>;
}

type Address = Pick<FileResult, 'sha256' | 'agency' | 'year' | 'scope'>;

/** A file that was read and is recorded together with others. */
interface Waiting extends DocumentToRecord {
  readonly file: string;
  readonly address: Address;
}

/** How many files are recorded together at most; their readings are in memory until then. */
const TOGETHER = 100;

/** Notes that a report of this run comes from a file; the finding names the other file that came before. */
function takeReport({ taken }: Run, file: string, target: Target, scope: string | undefined) {
  if (!target.agency || target.year === null || !scope) return null;
  const report = `${target.agency.code} ${target.year} ${scope}`;
  const other = taken.get(report);
  taken.set(report, other ?? file);
  return other
    ? problem(
        'document.twice',
        `同一报告（${report}）本次已由 ${other} 导入；请核对哪一份正确。`,
        `The same report (${report}) was imported in this run from ${other}; look which one is right.`,
      )
    : null;
}

function resultOf({ batch }: Run, file: string, status: FileStatus, more: Partial<FileResult>): FileResult {
  return { file, status, batch, ...nothing, ...more };
}

/** Imports a file; null when it was put to those that are recorded together. */
async function importFile(run: Run, file: string): Promise<FileResult | null> {
  const { asker, options, batch } = run;
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
  const before = await isImported(asker.database, sha256, options);
  if (before) {
    run.taken.set(`${before.agency} ${before.year} ${before.scope}`, file);
    return result('skipped', { sha256, ...before });
  }
  const same = run.waiting.get(sha256);
  if (same) return result('skipped', same.address);
  const name = cleanName(file);
  const wanted = { agency: run.agencyName, year: options.year };
  const reading = await asker.documents.reader.read(bytes, asker.actor.id, wanted);
  const target = await resolveTarget(asker.database, reading, options, run.names);
  const address = {
    sha256,
    agency: target.agency?.code ?? null,
    year: target.year,
    scope: options.scope ?? null,
  };
  const twice = takeReport(run, file, target, options.scope);
  if (twice) return result('doubtful', { ...address, findings: [twice] });
  const isStored = !options.dryRun && askFor(target, options).length === 0;
  if (isStored) await keepDocument(asker, bytes, name);
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
    run.waiting.set(sha256, { file, address, document, reading, target, request });
    return null;
  }
  return resultFrom(run, file, address, await importReport(asker, document, reading, target, request));
}

/** What is told of a file that was imported, or why not. */
function resultFrom(run: Run, file: string, address: Address, outcome: ImportOutcome): FileResult {
  if (!outcome.accepted) run.taken.delete(`${address.agency} ${address.year} ${address.scope}`);
  const isDoubtful = outcome.findings.some(({ code }) => DOUBTS.test(code));
  const count = (severity: string) => outcome.findings.filter((item) => item.severity === severity).length;
  return resultOf(run, file, outcome.accepted ? 'imported' : isDoubtful ? 'doubtful' : 'refused', {
    ...address,
    revision: run.options.dryRun ? null : outcome.currentRevision,
    errors: count('ERROR'),
    warnings: count('WARNING'),
    findings: outcome.findings
      .filter((item) => item.severity !== 'INFO')
      .map(({ code, severity, path, messageZh, messageEn }) => ({
        code,
        severity,
        path,
        messageZh,
        messageEn,
      })),
  });
}

/** Records all that waits. */
async function recordWaiting(run: Run): Promise<FileResult[]> {
  const waiting = [...run.waiting.values()];
  run.waiting.clear();
  if (waiting.length === 0) return [];
  const outcomes = await recordDocuments(run.asker, waiting).catch((failure: unknown) =>
    waiting.map(() => ({ failure })),
  );
  return outcomes.map((outcome, at) => {
    const { file, address } = waiting[at];
    return 'failure' in outcome
      ? failed(run, file, outcome.failure)
      : resultFrom(run, file, address, outcome);
  });
}

function failed(run: Run, file: string, error: unknown): FileResult {
  const told =
    error instanceof UnreadableDocument
      ? problem(error.code, error.messageZh, error.messageEn)
      : problem('import.failed', `导入失败：${error}`, `The import failed: ${error}`);
  return resultOf(run, file, 'refused', { findings: [told] });
}

async function tryFile(run: Run, file: string): Promise<FileResult | null> {
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
export async function* importFiles(asker: Asker, options: ImportFilesOptions): AsyncGenerator<FileResult> {
  const names = await loadAgencyNames(asker.database, asker.actor);
  const batch = options.dryRun ? null : await startBatch(asker, options.note);
  const agencyName = options.agency && (await findAgency(asker.database, options.agency))?.name;
  const run: Run = { asker, options, names, batch, agencyName, taken: new Map(), waiting: new Map() };
  const under = new Map<number, Promise<{ key: number; result: FileResult | null }>>();
  let started = 0;
  const settle = async () => {
    const { key, result } = await Promise.race(under.values());
    under.delete(key);
    return [...(result ? [result] : []), ...(run.waiting.size >= TOGETHER ? await recordWaiting(run) : [])];
  };
  for await (const file of findFiles(options.paths)) {
    started += 1;
    const key = started;
    under.set(
      key,
      tryFile(run, file).then((result) => ({ key, result })),
    );
    if (under.size >= options.parallel) yield* await settle();
  }
  while (under.size > 0) yield* await settle();
  yield* await recordWaiting(run);
}
