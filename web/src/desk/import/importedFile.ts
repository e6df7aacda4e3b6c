import type { WebImportManyMutation } from '../../api/generated/documents';
import { type ImportWay, thereAlready, unchangedIn } from './importWay';

type Payload = NonNullable<WebImportManyMutation['importReport']>;

/** Where a file is on its way: FAILED where no answer came, so that it can be tried again; REFUSED where the hub said no. */
export type FileState =
  | 'WAITING'
  | 'READING'
  | 'READY'
  | 'DOUBTFUL'
  | 'REFUSED'
  | 'FAILED'
  | 'RECORDING'
  | 'RECORDED';

/** Something that is said of a file. */
export interface Said {
  readonly zh: string;
  readonly en: string;
}

/** One of the files that are imported together. */
export interface ImportedFile {
  readonly id: number;
  readonly name: string;
  readonly way: ImportWay;
  readonly state: FileState;
  /** The hash by which the hub has it; null until it is uploaded. */
  readonly document: string | null;
  readonly agency: Payload['agency'];
  readonly year: number | null;
  readonly errors: number;
  readonly warnings: number;
  readonly doubtfulCells: number;
  /** Whether what was said of it hangs on where its report stands, which others change. */
  readonly hangsOnReport: boolean;
  /** Why it is not ready, or what became of it. */
  readonly said: readonly Said[];
}

/** The states in the order in which they ask for somebody. */
export const FILE_STATES: readonly FileState[] = [
  'DOUBTFUL',
  'REFUSED',
  'FAILED',
  'READY',
  'WAITING',
  'READING',
  'RECORDING',
  'RECORDED',
];

/** The finding about a doubtful cell. */
const DOUBTFUL_CELL = 'document.doubtfulCell';
/** What a person can settle: whose report it is, and of which year. */
const UNCERTAIN = /^document\.(agency|year|twice)$/;

/** The findings that agency or year of a document are not certain, by what the hub takes for it until somebody says. */
export const GUESSED = { agency: 'document.agency', year: 'document.year' } as const;

/** Whether a finding says only that the agency or the year is not certain, of which there is a guess. */
export const isGuess = (
  { agency, year }: Pick<Payload, 'agency' | 'year'>,
  { code }: { readonly code: string },
): boolean => (code === GUESSED.agency && agency !== null) || (code === GUESSED.year && year !== null);

/** Warnings that put the document as a whole in doubt: another form, cells or figures that it has not, several reports, or another organ, year or scope in its text. */
const DOCUMENT_DOUBT =
  /^(?:form\.(?:edition|allBlank)|document\.(?:missingCells|severalReports)|text\.(?:year|agency|scope))$/;

/** Returns a file that was dropped, to be imported one way or the other. */
export const newFile = (id: number, name: string, way: ImportWay): ImportedFile => ({
  id,
  name,
  way,
  state: 'WAITING',
  document: null,
  agency: null,
  year: null,
  errors: 0,
  warnings: 0,
  doubtfulCells: 0,
  hangsOnReport: false,
  said: [],
});

/** Returns a file after it was read as a trial: ready where nobody needs to look at it. */
export function afterTrial(file: ImportedFile, payload: Payload): ImportedFile {
  const { accepted, agency, year, findings, currentRevision } = payload;
  const doubtfulCells = findings.filter(({ code }) => code === DOUBTFUL_CELL).length;
  const errors = findings.filter(({ severity, code }) => severity === 'ERROR' && code !== DOUBTFUL_CELL);
  const warnings = findings.filter(({ severity, code }) => severity === 'WARNING' && code !== DOUBTFUL_CELL);
  const doubts = warnings.filter(({ code }) => DOCUMENT_DOUBT.test(code));
  const isUncertain = errors.some(({ code }) => UNCERTAIN.test(code));
  const isOfReport = errors.some(({ code }) => code.startsWith('report.'));
  // A trial counts the revision that it would make.
  const isThere = (currentRevision ?? 1) > 1;
  const isOpen = isUncertain || isThere || doubtfulCells > 0 || errors.length + doubts.length > 0;
  const state = !accepted && !isUncertain ? 'REFUSED' : isOpen ? 'DOUBTFUL' : 'READY';
  return {
    ...file,
    state,
    agency,
    year,
    errors: errors.length,
    warnings: warnings.length,
    doubtfulCells,
    hangsOnReport: isThere || isOfReport,
    said: [
      // Where the report stands in the way, the hub says why; nothing would be replaced.
      ...(isThere && !isOfReport ? [thereAlready(file.way, findings)] : []),
      ...[...errors, ...doubts].map(({ messageZh, messageEn }) => ({ zh: messageZh, en: messageEn })),
    ],
  };
}

/** Returns a file after it was to be recorded. */
export function afterRecording(file: ImportedFile, { accepted, findings }: Payload): ImportedFile {
  const errors = findings.filter(({ severity }) => severity === 'ERROR');
  return {
    ...file,
    state: accepted ? 'RECORDED' : 'REFUSED',
    said: accepted
      ? [unchangedIn(findings)].filter((said) => said !== null)
      : errors.map(({ messageZh, messageEn }) => ({ zh: messageZh, en: messageEn })),
  };
}

/** Returns a file whose batch was undone: it is looked at before it is recorded again. */
export function afterUndoing(file: ImportedFile): ImportedFile {
  if (file.state !== 'RECORDED' || file.way === 'DRAFT') return file;
  return {
    ...file,
    state: 'DOUBTFUL',
    said: [
      {
        zh: '所在批次已撤销；仍要补录的，打开核对后再补录。',
        en: 'Its batch was undone. Open it and look, if it is to be recorded again.',
      },
    ],
  };
}

/** Returns a file to be read anew for another way of importing it; what is done stays. Nothing is under way then. */
export function inOtherWay(file: ImportedFile, way: ImportWay): ImportedFile {
  if (file.state === 'FAILED') return { ...file, way };
  if (file.state === 'RECORDED') return file;
  return { ...file, way, state: 'WAITING', said: [] };
}

/** Returns the files with those in doubt that are of the same report as one before them: a person decides which is right. */
export function markTwice(files: readonly ImportedFile[]): ImportedFile[] {
  const first = new Map<string, ImportedFile>();
  return files.map((file) => {
    if (!file.agency || file.year === null || file.state === 'REFUSED') return file;
    const report = `${file.agency.code} ${file.year} ${file.way}`;
    const other = first.get(report);
    if (!other) first.set(report, file);
    if (!other || file.state !== 'READY') return file;
    const said = {
      zh: `与“${other.name}”是同一份报告，请核对哪一份正确。`,
      en: `It is of the same report as “${other.name}”: look which one is right.`,
    };
    return { ...file, state: 'DOUBTFUL' as const, said: [said] };
  });
}

/** Returns whether a file is to be read anew when somebody comes back to it: its report may stand elsewhere by now. */
export const isOutdated = ({ state, document, hangsOnReport }: ImportedFile): boolean =>
  hangsOnReport && document !== null && (state === 'DOUBTFUL' || state === 'REFUSED');

/** Returns files as they are after the page was left: what was under way goes on where the hub has the document, and is to be dropped again where it has not. */
export function afterLeaving(files: readonly ImportedFile[]): ImportedFile[] {
  return files.map((file) => {
    if (file.state === 'RECORDING')
      return {
        ...file,
        state: 'FAILED',
        said: [
          {
            zh: '离开页面时正在补录，结果不明：请打开该报告核对，没有补录的再试。',
            en: 'The page was left while it was being recorded: look at the report, and try again where it is not there.',
          },
        ],
      };
    if (file.state !== 'WAITING' && file.state !== 'READING') return file;
    if (file.document !== null) return { ...file, state: 'WAITING' };
    return {
      ...file,
      state: 'FAILED',
      said: [
        {
          zh: '离开页面前没有传完，请重新拖入。',
          en: 'It was not uploaded before the page was left. Drop it again.',
        },
      ],
    };
  });
}

/** What a batch of many documents, or of one, is noted as; the note is stored, and written in the language of who reads it. */
const MANY = /^(?:网页批量导入 (\d+) 份|(\d+) documents by the pages)$/;
export const ONE_BY_PAGES: Said = { zh: '网页补录', en: 'Recorded by the pages' };

/** Returns the note of a batch of so many documents. */
export const manyByPages = (count: number | string): Said => ({
  zh: `网页批量导入 ${count} 份`,
  en: `${count} documents by the pages`,
});

/** Returns the note of a batch in both languages; what a person wrote stays as it is. */
export function noteInWords(note: string): Said {
  const many = MANY.exec(note);
  if (many) return manyByPages(many[1] ?? many[2]);
  return note === ONE_BY_PAGES.zh || note === ONE_BY_PAGES.en ? ONE_BY_PAGES : { zh: note, en: note };
}

/** Returns how many of the files have warnings. */
export const countWarned = (files: readonly ImportedFile[]): number =>
  files.filter(({ warnings }) => warnings > 0).length;
