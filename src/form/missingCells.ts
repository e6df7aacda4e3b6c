import { cellOf } from './cells';
import { type Finding, findingOf } from './finding';
import { RULES } from './rules';

/** How many rows a finding names. */
const MOST_NAMED = 6;

/** Returns a finding that names the cells that a document does not have; none where it has them all. */
export function missingCellsFinding(codes: readonly string[]): Finding[] {
  if (codes.length === 0) return [];
  // One cell stands for its row: the six others are mostly missing with it.
  const byRow = new Map(codes.map((code) => [code.split('.').slice(0, -1).join('.'), cellOf(code)]));
  const rows = [...byRow.values()].slice(0, MOST_NAMED);
  const more = byRow.size > MOST_NAMED ? '…' : '';
  return [
    findingOf(RULES.missingCells, '', {
      cells: codes,
      actual: String(codes.length),
      zh: `（共 ${codes.length} 格，如：${rows.map(({ zh }) => zh).join('、')}${more}）`,
      en: ` (${codes.length}, such as: ${rows.map(({ en }) => en).join('; ')}${more})`,
    }),
  ];
}
