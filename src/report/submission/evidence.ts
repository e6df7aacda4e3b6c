import { CELLS, findCell } from '../../form/cells';
import { getFigure } from '../../form/figures';
import type { Finding } from '../../form/finding';
import { NARRATIVE_SECTIONS, narrativeName } from '../../form/sections';
import type { ComposedReport } from './composeReport';

/** Whether a finding comes from the document a report was read from; the checks of figures cannot find it again. */
export const isOfDocument = ({ code }: Pick<Finding, 'code'>): boolean => /^(?:text|document)\./.test(code);

const NARRATIVES = NARRATIVE_SECTIONS.map((section) => ({ section, name: narrativeName(section) }));

const isCellSame = (code: string, before: ComposedReport, after: ComposedReport) => {
  const cell = findCell(code);
  return (
    cell === undefined ||
    (getFigure(before.figures, cell) === getFigure(after.figures, cell) &&
      before.marks[code]?.status === after.marks[code]?.status)
  );
};

/** Whether some section that a report had before is still there as it was: then it is still the report of its document. */
export function isPartlySame(before: ComposedReport, after: ComposedReport): boolean {
  const same = (section: number) => {
    const narrative = NARRATIVES.find((item) => item.section === section);
    if (narrative) return before[narrative.name] !== null && before[narrative.name] === after[narrative.name];
    return CELLS.filter((cell) => cell.section === section).every(({ code }) =>
      isCellSame(code, before, after),
    );
  };
  return before.sections.some(same);
}

/** Whether a text that may state a number is still there. Where no text has its digits, it may stand in any of them. */
function isStatementSame(number: string | null, before: ComposedReport, after: ComposedReport): boolean {
  const texts = NARRATIVES.filter(({ name }) => before[name]);
  const stating = texts.filter(({ name }) =>
    before[name]
      ?.normalize('NFKC')
      .replaceAll(',', '')
      .includes(number ?? ''),
  );
  return (stating.length > 0 ? stating : texts).some(({ name }) => before[name] === after[name]);
}

/** The findings of a document that still hold for a report made from another: those of which nothing they speak of has changed. */
export function inheritFindings<T extends Finding>(
  findings: readonly T[],
  before: ComposedReport,
  after: ComposedReport,
): T[] {
  return findings.filter(({ code, path, cells, actual }) => {
    if (code === 'document.missingCells')
      return cells.some((name) => {
        const cell = findCell(name);
        return cell && getFigure(after.figures, cell) === null;
      });
    if (!findCell(path)) return isPartlySame(before, after);
    return (
      [path, ...cells].every((name) => isCellSame(name, before, after)) &&
      isStatementSame(actual, before, after)
    );
  });
}
