import { Fragment } from 'react';
import { Link } from 'wouter';
import { editionInForce } from '../../../src/form/cells';
import { About } from '../figures/About';
import { Figure } from '../figures/Figure';
import { formatChange, formatGrowth } from '../figures/formatFigure';
import { decimalsOf, isRatio, type ShownValue } from '../figures/shownValue';
import { useLanguage, useNames } from '../language/language';
import { Scroll } from '../look/Scroll';
import { Included } from '../overview/Counted';
import { coverageInWords } from '../overview/values';
import { nodeAddress, reportAddress, sourceAddress } from '../place/addresses';
import type { Difference } from './difference';
import type { ComparedLine } from './lines';
import type { Column } from './useColumns';

/** Why there is no figure, in a word that is read without opening anything. */
const STATES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  BLANK: ['空白', 'blank'],
  NOT_APPLICABLE: ['不适用', 'not applicable'],
  NOT_IN_EDITION: ['该版无此栏', 'not in this form'],
  NOT_ADDABLE: ['不能相加', 'cannot be added'],
  HIDDEN: ['不予显示', 'not shown'],
  MISSING: ['原文无此栏', 'not in the document'],
  NOT_UNDERSTOOD: ['读不出', 'not understood'],
};

/** Returns where the figure of a column comes from: the report of an agency, or those of the agencies of a place. */
const sourceOf = ({ subject, year }: Column, code: string, asOf: string | null): string =>
  subject.kind === 'AGENCY'
    ? reportAddress(subject.code, year, code)
    : sourceAddress(subject.code, year, code, asOf);

/** How a value differs from the first column: more, less, the same, or that the two cannot be compared. */
function Differs({ code, difference }: { readonly code: string; readonly difference: Difference }) {
  const { t, language } = useLanguage();
  if (difference.kind === 'SAME') return <small className="difference">＝</small>;
  if (difference.kind === 'NOT_COMPARABLE')
    return <small className="difference">{t('≠ 不可比', '≠ not comparable')}</small>;
  const { by, growth, isAbout } = difference;
  const points = formatChange(Math.round(by * 1000) / 10, language);
  const amount = isRatio(code)
    ? t(`${points} 个百分点`, `${points} points`)
    : `${formatChange(by, language, decimalsOf(code, by))}${growth === null ? '' : ` (${formatGrowth(growth, language)})`}`;
  return (
    <small className="difference">
      {by > 0 ? '▲' : by < 0 ? '▼' : '≠'} <About text={amount} isAbout={isAbout} />
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
  const state = shown?.value === null ? STATES[shown.state ?? ''] : undefined;
  return (
    <td className={isMarked ? 'number differs' : 'number'}>
      {shown === undefined ? (
        <span className="blank">{t('没有报告', 'no report')}</span>
      ) : shown.value === null ? (
        <>
          <Figure shown={shown} /> {state && <small>{t(...state)}</small>}
        </>
      ) : (
        <Link href={sourceOf(column, code, asOf)}>
          <Figure shown={shown} />
        </Link>
      )}
      {difference && <Differs code={code} difference={difference} />}
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
  const { subject, year, name, coverage } = column;
  const edition = editionInForce(year);
  return (
    <th scope="col">
      <Link href={nodeAddress(subject.kind === 'PLACE' ? 'CHILD' : 'AGENCY', subject.code, year, asOf)}>
        {nameOf(name)}
      </Link>
      <br />
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
