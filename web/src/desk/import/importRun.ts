import { useSyncExternalStore } from 'react';
import { WebImportMany, WebStartImport } from '../../api/generated/documents';
import { RequestFailed, request, upload } from '../../api/request';
import { queryClient } from '../../api/useAnswer';
import { nameStored } from '../../look/stored';
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
import { joinTabs, type Tabs } from './importTabs';
import { asInput, type ImportWay } from './importWay';
import {
  bytes,
  current,
  EMPTY,
  type ImportRun,
  onRun,
  readRun,
  STORED,
  setFile,
  setRun,
  showRun,
} from './runStore';

/** How many files are under way at once; the hub reads that many beside what others send. */
const AT_ONCE = 3;
let underWay = 0;
let tabs: Tabs | null = null;

/** Joins the tabs that show the run. The one that has it goes on with what was under way when the tab before it was left. */
const joined = (): Tabs => {
  tabs ??= joinTabs('ogi-hub.import', nameStored(STORED), {
    onOwned() {
      const stored = readRun();
      setRun({ ...stored, files: afterLeaving(stored.files) });
      goOn();
    },
    onStored: () => showRun(readRun()),
    onCommand: (name, args) => COMMANDS[name]?.(...(args as never[])),
  });
  return tabs;
};

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
  if (!joined().isOwner()) return;
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

function addHere(files: readonly File[], username: string): void {
  const before = current().username === username ? current() : { ...EMPTY, way: current().way };
  const last = Math.max(0, ...before.files.map(({ id }) => id));
  const added = files.map((file, at) => {
    bytes.set(last + at + 1, file);
    return newFile(last + at + 1, file.name, before.way);
  });
  setRun({ ...before, username, files: [...before.files, ...added] });
  goOn();
}

function setWayHere(way: ImportWay): void {
  setRun({ ...current(), way, files: current().files.map((file) => inOtherWay(file, way)) });
  goOn();
}

/** Whether a file can be tried again: the hub has it, or this tab still does. */
export const canTryAgain = ({ id, state, document }: ImportedFile): boolean =>
  state === 'FAILED' && (document !== null || bytes.has(id));

function tryHere(ids: readonly number[]): void {
  for (const id of ids) setFile(id, (file) => ({ ...file, state: 'WAITING', said: [] }));
  goOn();
}

function readOutdatedHere(report?: ReportKey): void {
  const outdated = current()
    .files.filter(isOutdated)
    .filter(({ agency, year }) => !report || (agency?.code === report.agency.code && year === report.year));
  if (outdated.length > 0) tryHere(outdated.map(({ id }) => id));
}

function forgetHere(): void {
  bytes.clear();
  setRun({ ...EMPTY, way: current().way });
}

/** Returns the batch of the run, which begins with the first that is recorded. */
export async function batchOfRun(note: string): Promise<string | null> {
  const { batch } = current();
  if (batch) return batch;
  const { startImport } = await request(WebStartImport, { note });
  if (startImport) joined().send('noteBatch', [startImport.id]);
  return startImport?.id ?? null;
}

function noteUndoneHere(batch: string): void {
  if (current().batch !== batch) return;
  setRun({ ...current(), batch: null, files: current().files.map(afterUndoing) });
}

async function recordHere(ready: readonly ImportedFile[], note: string): Promise<void> {
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

function noteRecordedHere(document: string): void {
  for (const file of current().files)
    if (file.document === document) setFile(file.id, (one) => ({ ...one, state: 'RECORDED', said: [] }));
}

/** What is done in the tab that has the run, wherever it was asked for. */
const COMMANDS: Readonly<Record<string, (...args: never[]) => unknown>> = {
  add: addHere,
  setWay: setWayHere,
  tryAgain: tryHere,
  readOutdated: readOutdatedHere,
  forget: forgetHere,
  noteBatch: (batch: string) => setRun({ ...current(), batch }),
  noteUndone: noteUndoneHere,
  record: recordHere,
  noteRecorded: noteRecordedHere,
};

/** Adds files to the run of somebody, and begins with them. */
export const addFiles = (...args: Parameters<typeof addHere>): void => joined().send('add', args);

/** Chooses how files are imported; those that are not done are read anew for it. */
export const setWay = (way: ImportWay): void => joined().send('setWay', [way]);

/** Tries files again of which no answer came. */
export const tryAgain = (ids: readonly number[]): void => joined().send('tryAgain', [ids]);

/** Reads files again of which something was said that hangs on where their reports are: all of them, or those of one report. */
export const readOutdated = (report?: ReportKey): void => joined().send('readOutdated', [report]);

/** Forgets the files of the run; what was recorded stays recorded. */
export const forgetRun = (): void => joined().send('forget', []);

/** Notes that a batch was undone: what is recorded next begins another. */
export const noteUndone = (batch: string): void => joined().send('noteUndone', [batch]);

/** Imports files as each was read, one after the other; each has its outcome. Drafts belong to no batch. */
export const recordFiles = (...args: Parameters<typeof recordHere>): void => joined().send('record', args);

/** Notes that a file was recorded on its own page. */
export const noteRecorded = (document: string): void => joined().send('noteRecorded', [document]);

/** Whether the run goes on in another tab, which this one follows. */
export const isRunElsewhere = (): boolean => joined().isElsewhere();

/** Returns the run, and follows it. */
export const useImportRun = (): ImportRun =>
  useSyncExternalStore((listener) => {
    const end = onRun(listener);
    goOn();
    return end;
  }, current);
