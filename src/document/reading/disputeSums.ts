import { GROUPS, OUTCOMES } from './disputeLabels';
import type { MatchedFigure } from './placedFigures';
import type { Piece } from './rows';

/** Why figures are doubtful whose totals are not their sums. */
export const NO_SUM = '按顺序推定，且与总计不符 placed by order, and the totals are not the sums';
/** How sure figures are that are placed by order and that no sum confirms. */
export const IN_DOUBT = 0.7;

/** Returns whether every total that is printed among the pieces is the sum of its parts; null where there is none but zeros. */
export function doAddUp(codes: readonly string[], pieces: readonly Piece[]): boolean | null {
  const number = (code: string) => Number(pieces[codes.indexOf(code)]?.value?.number ?? 0);
  const parts = OUTCOMES.filter((outcome) => outcome !== 'total');
  const sums = GROUPS.filter((group) => codes.includes(`disputes.${group}.total`)).map((group) => ({
    total: number(`disputes.${group}.total`),
    sum: parts.reduce((sum, outcome) => sum + number(`disputes.${group}.${outcome}`), 0),
  }));
  if (sums.every(({ total, sum }) => total === 0 && sum === 0)) return null;
  return sums.every(({ total, sum }) => total === sum);
}

/** Returns whether every total among placed figures is the sum of its parts; null where there is none but zeros. */
export const doSumsHold = (placed: readonly MatchedFigure[]): boolean | null =>
  doAddUp(
    placed.map(({ code }) => code),
    placed.map(({ piece }) => piece),
  );

/** Returns the figures with doubt on the cells of a group that are placed by order only and do not add up to its total. */
export function doubtWithoutSum(placed: readonly MatchedFigure[]): MatchedFigure[] {
  const wrong = GROUPS.filter(
    (group) => doSumsHold(placed.filter(({ code }) => code.startsWith(`disputes.${group}.`))) === false,
  );
  return placed.map((one) =>
    one.confidence < 1 && wrong.some((group) => one.code.startsWith(`disputes.${group}.`))
      ? { ...one, confidence: Math.min(one.confidence, IN_DOUBT), reason: NO_SUM }
      : one,
  );
}
