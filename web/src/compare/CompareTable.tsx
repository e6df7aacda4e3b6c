import { Fragment } from 'react';
import { Link } from 'wouter';
import { editionInForce } from '../../../src/form/cells';
import { About, Uncertain } from '../figures/About';
import { arrowOf, textOfChange } from '../figures/change';
import { Figure } from '../figures/Figure';
import type { ShownValue } from '../figures/shownValue';
import { useLanguage, useNames } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Included } from '../overview/Counted';
import { coverageInWords } from '../overview/values';
import { nodeAddress, reportAddress, sourceAddress } from '../place/addresses';
import { otherNameInWords } from '../place/otherNameInWords';
import type { Difference } from './difference';
import type { ComparedLine } from './lines';
import type { Column } from './useColumns';

/** Returns where the figure of a column comes from: the report of an agency, or those of the agencies of a place. */
const sourceOf = ({ subject, year }: Column, code: string, asOf: string | null): string =>
  subject.kind === 'AGENCY'
    ? reportAddress(subject.code, year, code)
    : sourceAddress(subject.code, year, code, asOf);

/** How a value differs from the first column: more, less, the same, or that the two cannot be compared. */
function Differs({
  code,
  unitZh,
  difference,
}: {
  readonly code: string;
  readonly unitZh: string;
  readonly difference: Difference;
}) {
  const { t, language } = useLanguage();
  if (difference.kind === 'SAME') return <small className="difference">＝</small>;
  if (difference.kind === 'NOT_COMPARABLE')
    return <small className="difference">{t('≠ 不可比', '≠ not comparable')}</small>;
  if (difference.kind === 'UNCERTAIN')
    return (
      <small className="difference">
        <Uncertain />
      </small>
    );
  const { by, growth, exactness } = difference;
  return (
    <small className="difference">
      {arrowOf(by, exactness)}{' '}
      <About
        text={textOfChange({ code, unitZh, difference: by, growth }, language, t)}
        qualifier={exactness}
      />
    </small>
  );
}

function Value({
  column,
  code,
  difference,
  asOf,
}: {
  readonly column: Column;
  readonly code: string;
  readonly asOf: string | null;
  /** Null in the first column. */
  readonly difference: Difference | null;
}) {
  const { t } = useLanguage();
  const shown: ShownValue | undefined = column.values.get(code);
  const isMarked = difference !== null && difference.kind !== 'SAME';
  return (
    <td className={isMarked ? 'number differs' : 'number'}>
      {shown === undefined ? (
        <span className="blank">{t('没有报告', 'no report')}</span>
      ) : shown.value === null ? (
        <>
          <Figure shown={shown} />{' '}
          <small>{t(shown.reasonZh?.replace(/。$/, '') ?? '空白', shown.reasonEn ?? 'Blank')}</small>
        </>
      ) : (
        <Link href={sourceOf(column, code, asOf)}>
          <Figure shown={shown} />
        </Link>
      )}
      {difference && <Differs code={code} unitZh={shown?.unitZh ?? ''} difference={difference} />}
    </td>
  );
}

function Head({
  column,
  isFirst,
  asOf,
}: {
  readonly column: Column;
  readonly isFirst: boolean;
  readonly asOf: string | null;
}) {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { subject, year, name, present, coverage } = column;
  const edition = editionInForce(year);
  const other = present && otherNameInWords(present, name, t);
  return (
    <th scope="col">
      <Link href={nodeAddress(subject.kind === 'PLACE' ? 'CHILD' : 'AGENCY', subject.code, year, asOf)}>
        {nameOf(name)}
      </Link>
      {other ? <small>{other}</small> : <br />}
      {t(`${year} 年`, String(year))}
      <small>
        {t(`${edition} 版式`, `form of ${edition}`)}
        <br />
        {coverage && coverage.included > 0 ? (
          subject.kind === 'PLACE' ? (
            <Included covered={{ place: subject.code, years: year, asOf }} counts={coverage} />
          ) : (
            coverageInWords(coverage, t)
          )
        ) : (
          t('没有公布的报告', 'no published report')
        )}
        {isFirst && (
          <>
            <br />
            {t('比较的基准', 'others are compared with it')}
          </>
        )}
      </small>
    </th>
  );
}

/** Lines beside each other, each with how it differs from the first column. */
export function CompareTable({
  label,
  lines,
  columns,
  asOf,
}: {
  readonly label: string;
  readonly lines: readonly ComparedLine[];
  readonly columns: readonly Column[];
  readonly asOf: string | null;
}) {
  const { t } = useLanguage();
  return (
    <Scroll label={label}>
      <table className="form wide compare">
        <thead>
          <tr>
            <th scope="col">{t('项目', 'Line')}</th>
            {columns.map((column, at) => (
              <Head
                key={`${column.subject.kind}/${column.subject.code}/${column.year}`}
                column={column}
                isFirst={at === 0 && columns.length > 1}
                asOf={asOf}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map(({ code, label: own, heading, isBelow, differences }, at) => (
            <Fragment key={code}>
              {heading && lines[at - 1]?.heading?.zh !== heading.zh && (
                <tr className="group">
                  <th scope="colgroup" colSpan={columns.length + 1}>
                    {t(heading.zh, heading.en)}
                  </th>
                </tr>
              )}
              <tr className={isBelow ? 'below' : undefined}>
                <th scope="row">{t(own.zh, own.en)}</th>
                {columns.map((column, index) => (
                  <Value
                    key={`${column.subject.kind}/${column.subject.code}/${column.year}`}
                    column={column}
                    code={code}
                    asOf={asOf}
                    difference={index === 0 ? null : differences[index]}
                  />
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
