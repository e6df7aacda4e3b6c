import { readStoredJson, writeStored } from '../../look/stored';
import type { ImportedFile } from './importedFile';
import type { ImportWay } from './importWay';

/** The name under which this browser has the run, so that it can be left and come back to. */
export const STORED = 'import';

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

/** A run without files. */
export const EMPTY: ImportRun = { files: [], batch: null, username: null, way: 'OWN' };
const listeners = new Set<() => void>();
/** The bytes of files that are still to be uploaded. */
export const bytes = new Map<number, File>();
let run: ImportRun | null = null;

/** Returns the run as this browser has it. */
export function readRun(): ImportRun {
  try {
    return (readStoredJson(STORED) as ImportRun | null) ?? EMPTY;
  } catch {
    return EMPTY;
  }
}

const show = () => {
  for (const listener of listeners) listener();
};

/** Calls a function whenever the run changes; returns what ends that. */
export function onRun(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Shows a run that is stored already. */
export function showRun(stored: ImportRun): void {
  run = stored;
  show();
}

/** Returns the run as this tab has it. */
export const current = (): ImportRun => {
  run ??= readRun();
  return run;
};

/** Many files end in a second: they are shown and stored together. */
const TOGETHER_MS = 100;
let isDue = false;

/** Shows and stores the run anew. */
export function setRun(next: ImportRun): void {
  run = next;
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    writeStored(STORED, JSON.stringify(run));
    show();
  }, TOGETHER_MS);
}

/** Changes a file of the run. */
export function setFile(id: number, change: (file: ImportedFile) => ImportedFile): void {
  const { files, ...rest } = current();
  setRun({ ...rest, files: files.map((file) => (file.id === id ? change(file) : file)) });
}
