import { EQUATIONS } from '../../../../src/form/checks';
import { RULES } from '../../../../src/form/rules';
import type { ShownFinding } from '../../report/FindingList';
import { checkEntries } from '../entry/entries';
import type { Corrections } from '../useWork';
import { type CellRead, textOf } from './places';

/** The rules about the figures of one year alone: what they find in corrected figures the page knows by itself. */
const FIGURE_RULES: ReadonlySet<string> = new Set([
  RULES.blank.code,
  RULES.allBlank.code,
  RULES.totalComputed.code,
  ...EQUATIONS.filter(({ left, right }) => ![...left, ...right].some(({ lastYear }) => lastYear)).map(
    ({ code }) => code,
  ),
]);

/** Returns what is found in a document with its figures as somebody has corrected them: what the hub found, and of the figures what the same rules find now. */
export function correctedFindings<T extends ShownFinding>(
  found: readonly T[],
  cells: readonly CellRead[],
  corrections: Corrections,
  year: number,
): readonly ShownFinding[] {
  // The tables of another edition are checked by the hub alone.
  const isOtherEdition = found.some(({ code }) => code === RULES.edition.code);
  if (Object.keys(corrections).length === 0 || isOtherEdition) return found;
  const read = cells.filter(({ state }) => state !== 'COMPUTED').map((cell) => [cell.code, textOf(cell)]);
  const { findings } = checkEntries({ ...Object.fromEntries(read), ...corrections }, year, null);
  const now: ShownFinding[] = findings.filter(({ code }) => FIGURE_RULES.has(code));
  const others = found.filter(({ code }) => !FIGURE_RULES.has(code));
  return (['ERROR', 'WARNING', 'INFO'] as const).flatMap((severity) =>
    [...now, ...others].filter((finding) => finding.severity === severity),
  );
}
