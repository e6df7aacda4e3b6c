import type { ReportScope } from '../../report/model/reportTypes';
import type { FindingType } from '../../shared/graphql/finding';
import { UnreadableDocument } from '../source/unreadableDocument';
import type { Asker } from '../store/documents';
import type { ImportOutcome } from './importOutcome';
import type { AgencyName } from './matchAgency';
import type { DocumentToRecord } from './recordDocuments';

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

const DOUBTS = /^document\.(agency|year|scope|twice)$/;

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

export interface Run {
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

export function resultOf(
  { batch }: Run,
  file: string,
  status: FileStatus,
  more: Partial<FileResult>,
): FileResult {
  return { file, status, batch, ...nothing, ...more };
}

/** What is told of a file that was imported, or why not. */
export function resultFrom(run: Run, file: string, address: Address, outcome: ImportOutcome): FileResult {
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

export function failed(run: Run, file: string, error: unknown): FileResult {
  const told =
    error instanceof UnreadableDocument
      ? problem(error.code, error.messageZh, error.messageEn)
      : problem('import.failed', `导入失败：${error}`, `The import failed: ${error}`);
  return resultOf(run, file, 'refused', { findings: [told] });
}
