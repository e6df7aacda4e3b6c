import { Fragment, type ReactNode } from 'react';
import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Edition,
  PROACTIVE_LINES,
  REQUEST_COLUMNS,
} from '../../../src/form/lines';
import { requestRows } from '../../../src/form/requestRows';
import { useLanguage } from '../language/language';
import { readRowLabel } from './rowLabels';

/** What stands in the cell with a code: the figure of a report, or a control to type it. */
export type RenderCell = (code: string) => ReactNode;

/** Section two as a table: a line for each figure. */
export function ProactiveTable({
  edition,
  renderCell,
}: {
  readonly edition: Edition;
  readonly renderCell: RenderCell;
}) {
  const { t } = useLanguage();
  const lines = PROACTIVE_LINES.filter(({ editions }) => editions.includes(edition));
  return (
    <table className="form">
      <thead>
        <tr>
          <th scope="col">{t('信息内容', 'Content')}</th>
          <th scope="col">{t('数量', 'Number')}</th>
          <th scope="col">{t('单位', 'Unit')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <Fragment key={line.code}>
            {lines[at - 1]?.citation !== line.citation && (
              <tr className="group">
                <th scope="colgroup" colSpan={3}>
                  {line.citation}
                </th>
              </tr>
            )}
            <tr>
              <th scope="row">{t(line.zh, line.en)}</th>
              <td className="number">{renderCell(line.code)}</td>
              <td>{t(line.unit, line.unit === '万元' ? '10,000 yuan' : 'items')}</td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** Section three as a table: a row for each line of the form, a column for each kind of applicant. */
export function RequestsTable({
  edition,
  renderCell,
}: {
  readonly edition: Edition;
  readonly renderCell: RenderCell;
}) {
  const { t } = useLanguage();
  return (
    <table className="form">
      <thead>
        <tr>
          <th scope="col" />
          {REQUEST_COLUMNS.map((column) => (
            <th scope="col" key={column.code}>
              {t(column.zh, column.en)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {requestRows(edition).map((row, at, rows) => {
          const { heading, label } = readRowLabel(row);
          const before = rows[at - 1] && readRowLabel(rows[at - 1]).heading;
          return (
            <Fragment key={row.code}>
              {heading && before?.zh !== heading.zh && (
                <tr className="group">
                  <th scope="colgroup" colSpan={REQUEST_COLUMNS.length + 1}>
                    {t(heading.zh, heading.en)}
                  </th>
                </tr>
              )}
              <tr className={heading ? 'below' : 'main-row'}>
                <th scope="row">{t(label.zh, label.en)}</th>
                {REQUEST_COLUMNS.map((column) => (
                  <td key={column.code} className="number">
                    {renderCell(`requests.${row.code}.${column.code}`)}
                  </td>
                ))}
              </tr>
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

/** Section four as a table: a row for each kind of dispute, a column for each result. */
export function DisputesTable({ renderCell }: { readonly renderCell: RenderCell }) {
  const { t } = useLanguage();
  return (
    <table className="form">
      <thead>
        <tr>
          <th scope="col" />
          {DISPUTE_OUTCOMES.map((outcome) => (
            <th scope="col" key={outcome.code}>
              {t(outcome.zh, outcome.en)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {DISPUTE_GROUPS.map((group) => (
          <tr key={group.code}>
            <th scope="row">{t(group.zh, group.en)}</th>
            {DISPUTE_OUTCOMES.map((outcome) => (
              <td key={outcome.code} className="number">
                {renderCell(`disputes.${group.code}.${outcome.code}`)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
