import { CELLS, type Cell, cellsOfEdition, editionInForce } from '../../form/cells';
import { RULES } from '../../form/checks';
import { evaluateChecks, type Finding, findingOf } from '../../form/evaluate';
import { emptyFigures, getFigure, setFigure } from '../../form/figures';
import type { Edition, TableSection } from '../../form/lines';
import { type CellReading, readCell } from '../../form/readCell';
import { isTableSection, NARRATIVE_SECTIONS, TABLE_SECTIONS } from '../../form/sections';
import { computeTotals } from '../../form/totals';
import type { Block } from '../source/blocks';
import type { SourceLocation } from '../source/sourceLocation';
import type { Extraction, ReadCell, ReadSection, Unplaced } from './extraction';
import { type FoundReport, findReports } from './findSections';
import { findUntitledProblems, headsOf, paragraphsOf } from './narrative';
import { type MatchedFigure, type SectionFigures, type UnmatchedFigure } from './placedFigures';
import { readDisputes } from './readDisputes';
import { readIndicators } from './readIndicators';
import { readProactive } from './readProactive';
import { readRequests } from './readRequests';
import { recognise } from './recognise';
import { isReportTitle } from './reportTitle';
import { type Row, rowsOf, tidyRows } from './rows';
import { checkText } from './textChecks';

const READERS = { 2: readProactive, 3: readRequests, 4: readDisputes } as const;

/** Which report of several on a page to read: the one of this organ and year, else the first. */
export interface Wanted {
  readonly agency?: string | null;
  readonly year?: number | null;
}

function choose(reports: readonly FoundReport[], wanted: Wanted): FoundReport {
  const likelihood = (report: FoundReport) => {
    const { agency, year } = recognise(report);
    return (
      Number(wanted.year != null && year === wanted.year) +
      Number(
        Boolean(
          wanted.agency && agency && (agency.includes(wanted.agency) || wanted.agency.includes(agency)),
        ),
      )
    );
  };
  return reports.reduce((best, report) => (likelihood(report) > likelihood(best) ? report : best));
}

/** Figures of a section: from its own rows; without any there, from the rows of other sections, where a title was missing. */
function readTables(report: FoundReport, all: readonly Row[]): Record<TableSection, SectionFigures> {
  const rowsOfSection = (number: number) =>
    report.sections.find((section) => section.number === number)?.rows ?? [];
  const read = (number: TableSection): SectionFigures => {
    const own = READERS[number](rowsOfSection(number));
    if (own.placed.length > 0) return own;
    const others =
      report.sections.length === 0
        ? all
        : [
            ...report.preface,
            ...report.sections
              .filter((section) => section.number !== number)
              .flatMap((section) => section.rows),
          ];
    const tablesOnly = others.filter((row) => row.table !== null || report.sections.length === 0);
    return { placed: READERS[number](tablesOnly).placed, strays: own.strays };
  };
  return { 2: read(2), 3: read(3), 4: read(4) };
}

/** The edition whose cells a section's labels are; by the year where nothing tells. */
function editionOf(placed: readonly MatchedFigure[], number: TableSection, year: number | null): Edition {
  const only = (edition: Edition) => {
    const cells = cellsOfEdition(edition, number);
    const other = cellsOfEdition(edition === 2021 ? 2019 : 2021, number);
    const own = new Set(cells.filter((cell) => !other.includes(cell)).map((cell) => cell.code));
    return placed.filter((one) => own.has(one.code)).length;
  };
  const [of2019, of2021] = [only(2019), only(2021)];
  if (of2019 !== of2021) return of2019 > of2021 ? 2019 : 2021;
  return number === 4 && year === null ? 2021 : editionInForce(year ?? 2021);
}

/** The value of a placed figure for its cell: the amount in 万元, a count as a number, and what the form says of it. */
function valueFor(
  cell: Cell,
  { piece, where }: MatchedFigure,
  findings: Finding[],
): { reading: CellReading; note: string | null; doubt: string | null } {
  const value = piece.value;
  if (!value || value.kind === 'BLANK')
    return { reading: { status: 'BLANK', value: null }, note: value?.note ?? null, doubt: null };
  if (value.kind === 'NOT_APPLICABLE')
    return { reading: { status: 'NOT_APPLICABLE', value: null }, note: value.note, doubt: null };
  const number = value.number as string;
  const isAmount = cell.kind === 'AMOUNT';
  const inYuan = isAmount && value.unit === '元';
  const reading = readCell(cell, isAmount ? (inYuan ? inTenThousands(number) : number) : Number(number));
  if (reading.finding)
    findings.push({
      ...reading.finding,
      messageZh: `${reading.finding.messageZh}（${placeInWords(where)}）`,
    });
  return {
    reading,
    note: value.note,
    doubt: inYuan ? IN_YUAN : isAmount && cell.aggregation === 'NONE' && !value.unit ? NO_UNIT : null,
  };
}

const IN_YUAN = '原文单位为元，已换算为万元 printed in yuan, turned into 万元';
const NO_UNIT = '原文未注明单位，按万元读取 no unit is printed; taken for 万元';

function inTenThousands(yuan: string): string {
  const [whole, fraction = ''] = yuan.split('.');
  const digits = whole.padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}${fraction}`;
}

const placeInWords = (where: SourceLocation) =>
  Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

const MISSING: ReadCell = {
  value: null,
  status: 'MISSING',
  printed: null,
  computed: false,
  confidence: 1,
  reason: null,
  where: null,
  note: null,
};

const holdsFigures = ({ pieces }: UnmatchedFigure) => pieces.some((piece) => piece.value?.kind === 'NUMBER');

const strayAsUnplaced =
  (section: number) =>
  ({ row, pieces, reason }: UnmatchedFigure): Unplaced => ({
    text: (pieces.length > 0
      ? [
          row.pieces
            .filter((piece) => piece.value === null && !piece.isCarried)
            .map((piece) => piece.text)
            .join(' '),
          ...pieces.map((piece) => piece.text),
        ]
      : [row.text]
    )
      .join(' ')
      .trim()
      .slice(0, 300),
    reason,
    where: { section, ...row.where },
  });

/** Reads a report from the blocks of a document. Pure: the same blocks always read the same. */
export function readReport(
  blocks: readonly Block[],
  format: Extraction['format'],
  wanted: Wanted = {},
): Extraction {
  const rows = tidyRows(rowsOf(blocks));
  const reports = findReports(rows);
  const report = findUntitledProblems(choose(reports, wanted));
  const recognised = recognise(report);
  const tables = readTables(report, rows);
  const findings: Finding[] = [];
  const figures = emptyFigures();
  const cells: Record<string, ReadCell> = {};
  const unplaced: Unplaced[] = [];
  const editions = {} as Record<TableSection, Edition>;
  const notes: Record<string, string> = {};
  for (const number of TABLE_SECTIONS) {
    const { placed, strays } = tables[number];
    unplaced.push(...strays.filter(holdsFigures).map(strayAsUnplaced(number)));
    editions[number] = editionOf(placed, number, recognised.year);
    const byCode = new Map(placed.map((one) => [one.code, one]));
    for (const cell of cellsOfEdition(editions[number], number)) {
      const one = byCode.get(cell.code);
      byCode.delete(cell.code);
      if (!one) {
        cells[cell.code] = MISSING;
        continue;
      }
      const { reading, note, doubt } = valueFor(cell, one, findings);
      if (reading.status === 'REPORTED') setFigure(figures, cell, reading.value);
      if (note) notes[cell.code] = note;
      cells[cell.code] = {
        value: reading.value,
        status: reading.status,
        printed: one.piece.text,
        computed: false,
        confidence: reading.finding ? 0.3 : doubt ? Math.min(0.9, one.confidence) : one.confidence,
        reason: reading.finding ? reading.finding.messageEn : (doubt ?? one.reason),
        where: one.where,
        note,
      };
    }
    for (const one of byCode.values())
      unplaced.push({
        text: one.piece.text,
        reason: `${one.code} 不属于该部分所用的版本 not in the edition of this section`,
        where: one.where,
      });
  }
  const isMissing = (code: string) => cells[code]?.status === 'MISSING';
  for (const code of computeTotals(figures, isMissing)) {
    const cell = CELLS.find((candidate) => candidate.code === code) as Cell;
    if (cells[code]) cells[code] = { ...cells[code], value: getFigure(figures, cell), computed: true };
  }
  const sections = sectionsOf(report, editions, tables);
  const textOf = (number: number) => sections.find((section) => section.number === number)?.text;
  const paragraphs = NARRATIVE_SECTIONS.flatMap((number) =>
    (textOf(number) ?? '')
      .split('\n')
      .filter((text) => text !== '')
      .map((text) => ({ text, where: { section: number } as SourceLocation })),
  );
  if (report.sections.length === 0)
    paragraphs.push(...paragraphsOf(report.preface).map((text) => ({ text, where: {} as SourceLocation })));
  const indicators = readIndicators(paragraphs);
  const content = {
    year: recognised.year ?? 2021,
    figures,
    editions,
    computed: Object.keys(cells).filter((code) => cells[code].computed),
    notes,
    // A narrative that the document does not have is missing, not silent.
    overview: textOf(1),
    problems: textOf(5) === undefined ? undefined : textOf(5) || null,
    otherMatters: textOf(6) === undefined ? undefined : textOf(6) || null,
  };
  const others = reports.length - 1;
  return {
    ...recognised,
    format,
    sections,
    cells,
    indicators,
    findings: [
      ...(others > 0
        ? [
            findingOf(RULES.severalReports, '', {
              actual: String(reports.length),
              zh: `：另有 ${others} 份`,
              en: `: ${others} more`,
            }),
          ]
        : []),
      ...findings,
      ...missingCells(cells),
      // What was not found cannot be wrong.
      ...evaluateChecks(content, { previous: null, mayMakeRules: true }).filter(
        ({ code, cells: involved }) => code === 'form.blank' || !involved.some(isMissing),
      ),
      ...checkText(
        figures,
        indicators,
        paragraphs.map(({ text }) => text),
      ),
    ],
    unplaced,
  };
}

function missingCells(cells: Readonly<Record<string, ReadCell>>): Finding[] {
  const missing = Object.keys(cells).filter((code) => cells[code].status === 'MISSING');
  if (missing.length === 0) return [];
  const rows = [...new Set(missing.map((code) => code.split('.').slice(0, -1).join('.')))];
  const extent = `${missing.length}: ${rows.slice(0, 12).join(', ')}${rows.length > 12 ? ', …' : ''}`;
  return [
    findingOf(RULES.missingCells, '', {
      cells: missing,
      actual: String(missing.length),
      zh: `（${extent}）`,
      en: ` (${extent})`,
    }),
  ];
}

function sectionsOf(
  report: FoundReport,
  editions: Record<TableSection, Edition>,
  tables: Record<TableSection, SectionFigures>,
): ReadSection[] {
  const titled = report.sections.map(({ number, title, rows }): ReadSection => {
    if (isTableSection(number)) return { number, edition: editions[number], title, text: null };
    const paragraphs = paragraphsOf(rows.filter((row) => !isReportTitle(row)));
    return {
      number,
      edition: null,
      title,
      text: paragraphs.join('\n'),
      ...(number === 1 ? { heads: headsOf(paragraphs) } : {}),
    };
  });
  const untitled = TABLE_SECTIONS.filter(
    (number) => tables[number].placed.length > 0 && !titled.some((section) => section.number === number),
  ).map((number): ReadSection => ({ number, edition: editions[number], title: null, text: null }));
  return [...titled, ...untitled].sort((one, other) => one.number - other.number);
}
