import ExcelJS from 'exceljs';
import type { Label } from '../../form/lines';
import { EXACTLY, QUALIFIERS } from '../../form/qualifiers';
import { shareHead } from '../../shared/shareInWords';
import type { Format } from './formats';
import { normalizeTimestamps } from './normalizeTimestamps';
import { guard, printRecords } from './printRows';
import { exactNumber } from './printWorkbook';
import { printable } from './statutoryDocument';

/** A value of a row, as the printers need it. */
interface PrintedValue {
  readonly value: number | string | null;
  readonly reasonZh: string | null;
  readonly reasonEn: string | null;
  readonly qualifier: string | null;
  readonly share: number | null;
  readonly base: number | string | null;
  readonly difference: number | string | null;
  readonly growth: number | null;
  readonly changeQualifier: string | null;
}

/** The answer to a question for rows, as the printers need it. */
export interface AnswerDocument {
  readonly title: string;
  /** What the question is, what the answer holds, and where it comes from. */
  readonly about: readonly Label[];
  readonly dimensions: readonly { readonly code: string; readonly label: Label }[];
  readonly values: readonly { readonly code: string; readonly label: Label; readonly unit: Label }[];
  readonly rows: readonly {
    readonly keys: readonly {
      readonly code: string;
      readonly labelZh: string;
      readonly labelEn: string | null;
    }[];
    readonly values: readonly PrintedValue[];
    readonly coverage: { readonly expected: number; readonly included: number };
  }[];
  /** The whole that the rows are parts of; null where there is none. */
  readonly totals: {
    readonly values: readonly PrintedValue[];
    readonly coverage: { readonly expected: number; readonly included: number };
  } | null;
  readonly stampedAt: Date;
}

/** Why two figures have no change. */
const UNCERTAIN: Label = {
  zh: '两年的数是同一边的界限，无从比较',
  en: 'not certain, both years are bounds of the same side',
};

/** Returns what is to be said of the values of a row: why one is missing, and how exact one is. */
function notesOf(values: readonly PrintedValue[], { values: heads }: AnswerDocument): string {
  const notes = values.flatMap((one, at) => {
    const { value, reasonZh, reasonEn, qualifier, base, difference, growth, changeQualifier } = one;
    const exactness = value === null ? null : QUALIFIERS[qualifier ?? ''];
    const note: Label | null =
      value === null ? { zh: reasonZh ?? '空白', en: reasonEn ?? 'blank' } : (exactness ?? null);
    const isUncertain = value !== null && base !== null && difference === null;
    const changeNote = isUncertain ? UNCERTAIN : growth === null ? null : QUALIFIERS[changeQualifier ?? ''];
    return [
      ...(note ? [`${heads[at].label.zh}：${note.zh} ${note.en}`] : []),
      ...(changeNote
        ? [`${heads[at].label.zh}比上年相对增长：${changeNote.zh} relative growth ${changeNote.en}`]
        : []),
    ];
  });
  return notes.join('；');
}

const withCode = (codes: readonly { readonly code: string }[], ...endings: readonly string[]) =>
  codes.flatMap(({ code }) => [guard(code), ...endings.map((ending) => guard(`${code}.${ending}`))]);

/**
 * An answer as CSV: the codes and names of what each row is of, then each value with how exact it is, its share of the total (or of that of its year), its growth and how exact that is, and notes.
 * The whole is not among the rows: who adds a column would count everything twice.
 */
function printAnswerCsv(answer: AnswerDocument): string {
  const share = answer.dimensions.some(({ code }) => code === 'YEAR') ? 'shareOfYear' : 'shareOfTotal';
  const head = [
    ...withCode(answer.dimensions, 'name', 'nameEn'),
    ...withCode(answer.values, 'qualifier', share, 'growth', 'changeQualifier'),
    'expected',
    'included',
    'notes',
  ];
  const rows = answer.rows.map(({ keys, values, coverage }) => [
    ...keys.flatMap(({ code, labelZh, labelEn }) => [guard(code), guard(labelZh), guard(labelEn ?? labelZh)]),
    ...values.flatMap(({ value, qualifier, share, growth, changeQualifier }) => [
      value,
      qualifier,
      share,
      growth,
      changeQualifier,
    ]),
    coverage.expected,
    coverage.included,
    guard(notesOf(values, answer)),
  ]);
  return printRecords([head, ...rows], true);
}

const joined = ({ zh, en }: Label) => printable(`${zh} ${en}`);
/** A decimal as a number where a workbook keeps it exactly; a ratio is a number already. */
const numberOf = (value: number | string | null) => (typeof value === 'string' ? exactNumber(value) : value);

/** How many columns a value has. */
const FIELDS = 5;
const exactnessOf = (qualifier: string | null): string | null =>
  qualifier && joined(QUALIFIERS[qualifier] ?? EXACTLY);

/** Writes the rows of an answer to a sheet, with their heads in words and units. */
function writeRows(sheet: ExcelJS.Worksheet, answer: AnswerDocument): void {
  const { dimensions, values, rows, totals } = answer;
  const head = shareHead(dimensions.map(({ code }) => code));
  sheet.addRow([
    ...dimensions.flatMap(({ label }) => [`${label.zh}代码 code`, joined(label)]),
    ...values.flatMap(({ label, unit }) => [
      `${joined(label)}（${joined(unit)}）`,
      '精确程度 exactness',
      `占比（${head.zh}） share ${head.en}`,
      '比上年相对增长 relative growth',
      '相对增长的精确程度 exactness of growth',
    ]),
    '应报 expected',
    '纳入 included',
    '说明 notes',
  ]).font = { bold: true };
  const lineOf = (
    named: readonly string[],
    own: readonly PrintedValue[],
    coverage: AnswerDocument['rows'][number]['coverage'],
  ) =>
    sheet.addRow([
      ...named,
      ...own.flatMap(({ value, qualifier, share, growth, changeQualifier }) => [
        numberOf(value),
        exactnessOf(qualifier),
        share,
        growth,
        exactnessOf(changeQualifier),
      ]),
      coverage.expected,
      coverage.included,
      printable(notesOf(own, answer)),
    ]);
  for (const { keys, values: own, coverage } of rows)
    lineOf(
      keys.flatMap(({ code, labelZh }) => [code, printable(labelZh)]),
      own,
      coverage,
    );
  // The last line is the whole: without a code, and of other letters.
  if (totals) {
    const named = dimensions.flatMap((_, at) => ['', at === 0 ? '全部 the whole' : '']);
    lineOf(named, totals.values, totals.coverage).font = { bold: true };
  }
  const first = 2 * dimensions.length + 1;
  for (const at of values.keys()) {
    sheet.getColumn(first + FIELDS * at).width = 22;
    for (const ratio of [2, 3]) sheet.getColumn(first + FIELDS * at + ratio).numFmt = '0.0%';
  }
  for (const at of dimensions.keys()) sheet.getColumn(2 * at + 2).width = 32;
  sheet.views = [{ state: 'frozen', ySplit: 1 }];
}

/** An answer as a workbook: a sheet that says what it is and where it comes from, and one with the rows. Numbers are numbers. */
async function printAnswerWorkbook(answer: AnswerDocument): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'OGI Hub';
  workbook.lastModifiedBy = 'OGI Hub';
  workbook.title = printable(answer.title);
  workbook.created = answer.stampedAt;
  workbook.modified = answer.stampedAt;
  writeRows(workbook.addWorksheet('数据'), answer);
  const about = workbook.addWorksheet('说明');
  about.getColumn(1).width = 100;
  about.addRow([printable(answer.title)]).font = { bold: true, size: 14 };
  for (const line of answer.about) about.addRow([joined(line)]).getCell(1).alignment = { wrapText: true };
  for (const { code, label, unit } of answer.values)
    about.addRow([`${code}：${joined(label)}（${joined(unit)}）`]);
  return normalizeTimestamps(Buffer.from(await workbook.xlsx.writeBuffer()), answer.stampedAt);
}

/** The formats of an answer; the first is the default. */
export const ANSWER_FORMATS: readonly Format<AnswerDocument>[] = [
  {
    extension: 'xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    print: printAnswerWorkbook,
  },
  { extension: 'csv', mediaType: 'text/csv', print: printAnswerCsv },
];
