import { DIMENSIONS, namesInWords } from '../../../src/shared/dimensionWords';
import { shareInWords } from '../../../src/shared/shareInWords';
import { useLabels, useLanguage } from '../language/language';
import { Defined } from '../place/Defined';
import { boundedIn, type Question } from './question';
import type { ResultRow } from './Result';

/** What the columns of an answer say: what shares are shares of, and where the formulas of measures are. */
export function Notes({
  rows,
  question,
}: {
  readonly rows: readonly ResultRow[];
  readonly question: Question;
}) {
  const { t } = useLanguage();
  const labelOf = useLabels();
  const hasShares = rows.some(({ values }) => values.some(({ share }) => share !== null));
  const measures = rows[0].values.filter(({ code }) => code.startsWith('measures.'));
  const share = shareInWords({
    by: question.by,
    names: question.by.map((one) => DIMENSIONS[one]),
    hasConditions: boundedIn(question).length > 0,
  });
  const { place, to: year, asOf } = question;
  return (
    <>
      {hasShares && <p className="coverage">{t(share.zh, share.en)}</p>}
      {namesInWords(question.by).map(({ zh, en }) => (
        <p className="coverage" key={zh}>
          {t(zh, en)}
        </p>
      ))}
      {measures.length > 0 && (
        <p className="coverage">
          {measures.map((value) => (
            <span key={value.code}>
              {labelOf(value)}
              {t('：', ': ')}
              <Defined code={value.code} label={labelOf(value)} where={{ place, year, asOf }} />{' '}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
