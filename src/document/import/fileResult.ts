import type { ReportScope } from '../../report/model/reportEnums';
import type { FindingType } from '../../shared/graphql/finding';
import type { Extraction } from '../reading/extraction';
import { UnreadableDocument } from '../source/unreadableDocument';
import type { DocumentContext } from '../store/documents';
import type { ImportOutcome } from './importOutcome';
import type { AgencyName } from './matchAgency';
import type { ReadDocument } from './prepareReport';

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

/** imported: stored (or would be); skipped: already imported, or published with the same content; doubtful: a person must decide; refused: cannot be imported. */
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
  /** Findings that are more than INFO. */
  readonly findings: readonly Pick<FindingType, 'code' | 'severity' | 'path' | 'messageZh' | 'messageEn'>[];
}

const DOUBTS = /^document\.(agency|year|scope|twice)$/;

/** Returns a finding of the import itself, an ERROR. */
export const problem = (code: string, messageZh: string, messageEn: string) => ({
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

/** A run of the import: what it was started with, and what it has done so far. */
export interface ImportRun {
  readonly context: DocumentContext;
  readonly options: ImportFilesOptions;
  readonly names: readonly AgencyName[];
  readonly batch: number | null;
  /** The names of the agency all files are of; none where they are of several. */
  readonly agencyNames: readonly string[];
  /** Which file each report of this run came from. */
  readonly fileOfReport: Map<string, FileOfReport>;
  /** The report that each document of this run is of, by the hash of its content. */
  readonly stored: Map<string, ReportAddress>;
  /** Files that were read and wait to be imported with others. */
  readonly waiting: ReadFile[];
  /** Ends when the files before those that wait are imported. */
  recorded: Promise<void>;
}

/** The file that a report of a run came from, and what it says; null where it was imported before. */
export interface FileOfReport {
  readonly file: string;
  readonly content: string | null;
}

/** The document of a file and the report it is of. */
export type ReportAddress = Pick<FileResult, 'sha256' | 'agency' | 'year' | 'scope'>;

/** A file that was read. */
export interface ReadFile {
  readonly file: string;
  readonly bytes: Buffer;
  readonly document: ReadDocument;
  readonly reading: Extraction;
}

/** Returns a result, with defaults for what is left out. */
export function resultOf(
  { batch }: ImportRun,
  file: string,
  status: FileStatus,
  more: Partial<FileResult>,
): FileResult {
  return { file, status, batch, ...nothing, ...more };
}

/** Returns the result of a file from the outcome of its import. */
export function resultFrom(
  run: ImportRun,
  file: string,
  address: ReportAddress,
  outcome: ImportOutcome,
): FileResult {
  if (!outcome.accepted) {
    run.fileOfReport.delete(`${address.agency} ${address.year} ${address.scope}`);
    run.stored.delete(address.sha256 ?? '');
  }
  const isThere = outcome.findings.some(({ code }) => code === 'report.unchanged');
  if (isThere && !outcome.accepted) return resultOf(run, file, 'skipped', address);
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

/** Returns the result of a file that could not be imported for an error. */
export function failed(run: ImportRun, file: string, error: unknown): FileResult {
  const finding =
    error instanceof UnreadableDocument
      ? problem(error.code, error.messageZh, error.messageEn)
      : problem('import.failed', `导入失败：${error}`, `The import failed: ${error}`);
  return resultOf(run, file, 'refused', { findings: [finding] });
}
