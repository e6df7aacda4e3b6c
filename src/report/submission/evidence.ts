import { CELLS, cellOf, findCell } from '../../form/cells';
import { getFigure } from '../../form/figures';
import type { Finding } from '../../form/finding';
import { missingCellsFinding } from '../../form/missingCells';
import { RULES } from '../../form/rules';
import { NARRATIVE_SECTIONS, narrativeName } from '../../form/sections';
import type { ComposedReport } from './composeReport';

const NARRATIVES = NARRATIVE_SECTIONS.map((section) => ({ section, name: narrativeName(section) }));

const isCellSame = (code: string, before: ComposedReport, after: ComposedReport) => {
  const cell = cellOf(code);
  return (
    getFigure(before.figures, cell) === getFigure(after.figures, cell) &&
    before.marks[code]?.status === after.marks[code]?.status
  );
};

/** Returns whether some section of the report before is unchanged. Then the report is still that of its document. */
function isPartlySame(before: ComposedReport, after: ComposedReport): boolean {
  const isSame = (section: number) => {
    const narrative = NARRATIVES.find((item) => item.section === section);
    if (narrative) return before[narrative.name] !== null && before[narrative.name] === after[narrative.name];
    return CELLS.filter((cell) => cell.section === section).every(({ code }) =>
      isCellSame(code, before, after),
    );
  };
  return before.sections.some(isSame);
}

/** Whether a text that may state a number is unchanged. Where no text has its digits, every text may state it. */
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

/**
 * Returns what a report inherits from the document that the revision before was read from: the findings that still hold, and
 * whether it is still, in part, the report of that document. A document that is imported brings its own findings.
 */
export function inheritEvidence(
  before: ComposedReport | null,
  after: ComposedReport,
  stored: readonly Finding[],
  sent: readonly Finding[] | undefined,
  /** The codes of the indicators that are stated otherwise than in the revision before. */
  changedIndicators: ReadonlySet<string>,
): { findings: readonly Finding[]; keepsDocument: boolean } {
  if (sent || !before) return { findings: sent ?? [], keepsDocument: false };
  return {
    findings: inheritFindings(stored, before, after, changedIndicators),
    keepsDocument: isPartlySame(before, after),
  };
}

/** Returns the findings of a document that still hold for the report after: nothing they are about has changed. */
function inheritFindings(
  findings: readonly Finding[],
  before: ComposedReport,
  after: ComposedReport,
  changedIndicators: ReadonlySet<string>,
): readonly Finding[] {
  const isBlank = (code: string) => {
    const cell = findCell(code);
    return cell !== undefined && getFigure(after.figures, cell) === null;
  };
  return findings.flatMap((finding): readonly Finding[] => {
    const { code, path, cells, actual } = finding;
    if (code === RULES.missingCells.code) return missingCellsFinding(cells.filter(isBlank));
    // Whoever fills the indicator in has looked.
    if (code === RULES.doubtfulIndicator.code && changedIndicators.has(path.slice('indicators.'.length)))
      return [];
    const about = [path, ...cells].filter(findCell);
    if (about.length === 0) return isPartlySame(before, after) ? [finding] : [];
    const isSame =
      about.every((name) => isCellSame(name, before, after)) && isStatementSame(actual, before, after);
    return isSame ? [finding] : [];
  });
}
