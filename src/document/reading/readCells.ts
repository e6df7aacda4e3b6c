import type { Cell } from '../../form/cells';
import { type Finding, findingOf } from '../../form/finding';
import { type CellReading, readCell } from '../../form/readCell';
import { RULES } from '../../form/rules';
import type { SourceLocation } from '../source/sourceLocation';
import type { ReadCell, Unplaced } from './extraction';
import type { MatchedFigure, UnmatchedFigure } from './placedFigures';

/** The value of a placed figure for its cell: the amount in 万元, a count as a number, and what the form says of it. */
export function valueFor(
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
  const [integer, fraction = ''] = yuan.split('.');
  const digits = integer.padStart(5, '0');
  return `${digits.slice(0, -4)}.${digits.slice(-4)}${fraction}`;
}

const placeInWords = (where: SourceLocation) =>
  Object.entries(where)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');

export const MISSING: ReadCell = {
  value: null,
  status: 'MISSING',
  printed: null,
  computed: false,
  confidence: 1,
  reason: null,
  where: null,
  note: null,
};

export const holdsFigures = ({ pieces }: UnmatchedFigure) =>
  pieces.some((piece) => piece.value?.kind === 'NUMBER');

export const strayAsUnplaced =
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

export function missingCells(cells: Readonly<Record<string, ReadCell>>): Finding[] {
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
