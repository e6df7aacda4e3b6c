import { useSyncExternalStore } from 'react';
import { WebImportMany, WebStartImport } from '../../api/generated/documents';
import { RequestFailed, request, upload } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import { readStoredJson, writeStored } from '../../look/stored';
import {
  afterLeaving,
  afterRecording,
  afterTrial,
  afterUndoing,
  type ImportedFile,
  inOtherWay,
  isOutdated,
  newFile,
  type Said,
} from './importedFile';
import { asInput, type ImportWay, readWay } from './importWay';

/** How many files are under way at once; the hub reads that many beside what others send. */
const AT_ONCE = 3;
/** The name under which this browser has the run, so that it can be left and come back to. */
const STORED = 'import';

/** Files that are imported together. It goes on while other pages are looked at. */
export interface ImportRun {
  readonly files: readonly ImportedFile[];
  /** The batch of what is recorded; null until something is. */
  readonly batch: string | null;
  /** Who drops the files; nobody else sees them on this device. */
  readonly username: string | null;
  /** How what is dropped next is imported. */
  readonly way: ImportWay;
}

const EMPTY: ImportRun = { files: [], batch: null, username: null, way: 'OWN' };
const listeners = new Set<() => void>();
/** The bytes of files that are still to be uploaded. */
const bytes = new Map<number, File>();
let run: ImportRun | null = null;
let underWay = 0;

function readRun(): ImportRun {
  try {
    const stored = readStoredJson(STORED) as ImportRun | null;
    if (!stored) return EMPTY;
    // A run that was stored before there was a choice is recorded as what it was then.
    const files = stored.files.map((file) => ({ ...file, way: readWay(file.way) }));
    return { ...stored, way: readWay(stored.way), files: afterLeaving(files) };
  } catch {
    return EMPTY;
  }
}

const current = (): ImportRun => {
  run ??= readRun();
  return run;
};

/** Many files end in a second: they are shown and stored together. */
const TOGETHER_MS = 100;
let isDue = false;

function setRun(next: ImportRun): void {
  run = next;
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    writeStored(STORED, JSON.stringify(run));
    for (const listener of listeners) listener();
  }, TOGETHER_MS);
}

function setFile(id: number, change: (file: ImportedFile) => ImportedFile): void {
  const { files, ...rest } = current();
  setRun({ ...rest, files: files.map((file) => (file.id === id ? change(file) : file)) });
}

const saidOf = (error: unknown): Said[] =>
  error instanceof RequestFailed
    ? error.errors.map(({ zh, en }) => ({ zh, en }))
    : [{ zh: '页面出错，请重试。', en: 'The page has failed. Try again.' }];

/** Refusals of the hub that trying again does not change. */
const isFinal = (error: unknown) =>
  error instanceof RequestFailed &&
  error.errors.some(({ code }) => code.startsWith('document.') || code === 'FORBIDDEN');

const fail = (id: number, error: unknown) =>
  setFile(id, (file) => ({
    ...file,
    state: isFinal(error) ? 'REFUSED' : 'FAILED',
    said: saidOf(error),
  }));

/** Uploads a file and reads it as a trial. */
async function tryFile({ id, way, document: stored }: ImportedFile): Promise<void> {
  setFile(id, (file) => ({ ...file, state: 'READING', said: [] }));
  try {
    const file = bytes.get(id);
    const document = stored ?? (file && (await upload(file)));
    if (!document)
      throw new RequestFailed([
        { zh: '没有传完，请重新拖入。', en: 'It was not uploaded. Drop it again.', code: 'NOT_UPLOADED' },
      ]);
    bytes.delete(id);
    setFile(id, (one) => ({ ...one, document }));
    const { importReport } = await request(WebImportMany, {
      input: { document, ...asInput(way) },
    });
    if (importReport) setFile(id, (one) => afterTrial(one, importReport));
  } catch (error) {
    fail(id, error);
  }
}

/** Takes the next files that wait, as many as may be under way. */
function goOn(): void {
  for (const file of current().files) {
    if (underWay >= AT_ONCE) return;
    if (file.state !== 'WAITING') continue;
    underWay += 1;
    void tryFile(file).finally(() => {
      underWay -= 1;
      goOn();
    });
  }
}

/** A report, by its agency and year. */
export interface ReportKey {
  readonly year: number;
  readonly agency: { readonly code: string };
}

/** Adds files to the run of somebody, and begins with them. */
export function addFiles(files: readonly File[], username: string): void {
  const before = current().username === username ? current() : { ...EMPTY, way: current().way };
  const last = Math.max(0, ...before.files.map(({ id }) => id));
  const added = files.map((file, at) => {
    bytes.set(last + at + 1, file);
    return newFile(last + at + 1, file.name, before.way);
  });
  setRun({ ...before, username, files: [...before.files, ...added] });
  goOn();
}

/** Chooses how files are imported; those that are not done are read anew for it. */
export function setWay(way: ImportWay): void {
  setRun({ ...current(), way, files: current().files.map((file) => inOtherWay(file, way)) });
  goOn();
}

/** Whether a file can be tried again: the hub has it, or this tab still does. */
export const canTryAgain = ({ id, state, document }: ImportedFile): boolean =>
  state === 'FAILED' && (document !== null || bytes.has(id));

/** Tries files again of which no answer came. */
export function tryAgain(ids: readonly number[]): void {
  for (const id of ids) setFile(id, (file) => ({ ...file, state: 'WAITING', said: [] }));
  goOn();
}

/** Reads files again of which something was said that hangs on where their reports are: all of them, or those of one report. */
export function readOutdated(report?: ReportKey): void {
  const outdated = current()
    .files.filter(isOutdated)
    .filter(({ agency, year }) => !report || (agency?.code === report.agency.code && year === report.year));
  if (outdated.length > 0) tryAgain(outdated.map(({ id }) => id));
}

/** Forgets the files of the run; what was recorded stays recorded. */
export function forgetRun(): void {
  bytes.clear();
  setRun({ ...EMPTY, way: current().way });
}

/** Returns the batch of the run, which begins with the first that is recorded. */
export async function batchOfRun(note: string): Promise<string | null> {
  const { batch } = current();
  if (batch) return batch;
  const { startImport } = await request(WebStartImport, { note });
  if (startImport) setRun({ ...current(), batch: startImport.id });
  return startImport?.id ?? null;
}

/** Notes that a batch was undone: what is recorded next begins another. */
export function noteUndone(batch: string): void {
  if (current().batch !== batch) return;
  setRun({ ...current(), batch: null, files: current().files.map(afterUndoing) });
}

/** Imports files as each was read, one after the other; each has its outcome. Drafts belong to no batch. */
export async function recordFiles(ready: readonly ImportedFile[], note: string): Promise<void> {
  // What was pressed twice is imported once: the second time it is no longer ready.
  const files = ready.filter(({ id }) =>
    current().files.some((file) => file.id === id && file.state === 'READY'),
  );
  for (const { id } of files) setFile(id, (file) => ({ ...file, state: 'RECORDING' }));
  for (const { id, way, document, agency, year } of files)
    try {
      const batch = way === 'DRAFT' ? null : await batchOfRun(note);
      const { importReport } = await request(WebImportMany, {
        input: {
          document: document ?? '',
          agency: agency?.code,
          year,
          ...asInput(way),
          dryRun: false,
          batch,
        },
      });
      if (importReport) setFile(id, (file) => afterRecording(file, importReport));
    } catch (error) {
      fail(id, error);
    }
  await queryClient.invalidateQueries();
}

/** Notes that a file was recorded on its own page. */
export const noteRecorded = (document: string): void => {
  for (const file of current().files)
    if (file.document === document) setFile(file.id, (one) => ({ ...one, state: 'RECORDED', said: [] }));
};

/** Returns the run, and follows it. */
export const useImportRun = (): ImportRun =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    goOn();
    return () => listeners.delete(listener);
  }, current);
