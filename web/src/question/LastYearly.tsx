import { useLabels, useLanguage } from '../language/language';
import type { Question } from './question';
import type { ResultRow } from './Result';
import { useLastYearly } from './useLastYearly';

/** Says which columns are not added over the years of a question: indicators of which each row is of its own last year, and formulas that read one. */
export function LastYearly({
  rows: [{ values }],
  question,
}: {
  readonly rows: readonly ResultRow[];
  readonly question: Question;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const { codes, formulas } = useLastYearly(question);
  return (
    <>
      {codes.size > 0 && (
        <p className="coverage">
          {t(
            '标有“最后有数的年度”的列不按年相加：每行和全部各取自己最后有数的那一年，年度可能不同，各行相加不等于全部。',
            'A column of the last year with a figure is not added over the years: each row, and the whole, is of its own last year that has a figure. These may differ, so the rows do not add up to the whole.',
          )}
        </p>
      )}
      {values
        .filter(({ code }) => formulas.has(code))
        .map((value) => (
          <p className="coverage" key={value.code}>
            {t(
              `${labelOf(value)}：公式中有不按年相加的指标，每行和全部各取它最后有数的那一年。`,
              `${labelOf(value)}: an indicator of the formula is not added over the years; each row, and the whole, takes that of its own last year with a figure.`,
            )}
          </p>
        ))}
    </>
  );
}
