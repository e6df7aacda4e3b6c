import { findCell } from '../../../../src/form/cells';
import { SECTIONS, type SectionNumber, sectionInWords } from '../../../../src/form/sections';
import { counted } from '../../figures/formatFigure';
import type { Checked } from './entries';
import { TEXT_FIELDS } from './entries';

const sectionOf = (field: string): SectionNumber | undefined =>
  findCell(field)?.section ??
  SECTIONS.find(({ number }) => TEXT_FIELDS[number as keyof typeof TEXT_FIELDS] === field)?.number;

/** What of a section holds nothing yet. */
interface MissingPart {
  readonly section: SectionNumber;
  readonly missing: number;
  /** Whether nothing of it is filled. */
  readonly isAll: boolean;
}

/** Returns the sections of the form in which something is not filled yet, in order. */
export function missingParts({ toFill, filled }: Pick<Checked, 'toFill' | 'filled'>): readonly MissingPart[] {
  return SECTIONS.flatMap(({ number: section }) => {
    const fields = toFill.filter((field) => sectionOf(field) === section);
    const missing = fields.filter((field) => !filled.has(field)).length;
    return missing > 0 ? { section, missing, isAll: missing === fields.length } : [];
  });
}

/** Returns what is missing for a report to be submitted, with every section named, and what that means; null where nothing is. */
export function missingInWords(parts: readonly MissingPart[]): readonly [zh: string, en: string] | null {
  if (parts.length === 0) return null;
  const names = parts.map(({ section, missing, isAll }) => {
    const { zh, en } = sectionInWords(section);
    return isAll
      ? [`${zh}（全部）`, `${en} (all)`]
      : [`${zh} ${missing} 格`, `${counted(missing, 'cell')} of ${en}`];
  });
  const list = (at: 0 | 1, comma: string) => names.map((name) => name[at]).join(comma);
  const some = parts.some(({ isAll }) => !isAll);
  const all = parts.some(({ isAll }) => isAll);
  return [
    `还没有填：${list(0, '、')}。${some ? '空白的格在勾稽时按零计算。' : ''}${all ? '整个部分没有填的，不能提交，或须说明原因；没有发生的填“0”，没有文字的写“无”。' : ''}`,
    `Not filled yet: ${list(1, ', ')}.${some ? ' Blank cells count as zero in the equations.' : ''}${all ? ' A section that is not filled at all keeps the report from being submitted, or must be explained: type 0 for what did not happen, and 无 where there is nothing to say.' : ''}`,
  ];
}
