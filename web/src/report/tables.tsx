import { Fragment, type ReactNode } from 'react';
import {
  DISPUTE_GROUPS,
  DISPUTE_OUTCOMES,
  type Edition,
  REQUEST_COLUMNS,
  REQUEST_RESULTS,
} from '../../../src/form/lines';
import { PROACTIVE_COLUMNS, proactiveBlocks } from '../../../src/form/proactiveBlocks';
import { requestRows } from '../../../src/form/requestRows';
import { ORGANISATION_COLUMNS, TABLE_HEADS } from '../../../src/form/sections';
import { useLanguage } from '../language/language';
import { readRowLabel } from './rowLabels';

/** What stands in the cell with a code: the figure of a report, or a control to type it. */
export type RenderCell = (code: string) => ReactNode;

/** Section two as it is printed: a block for each item of article 20, with the heads of its columns. */
export function ProactiveTable({
  edition,
  renderCell,
}: {
  readonly edition: Edition;
  readonly renderCell: RenderCell;
}) {
  const { t } = useLanguage();
  return (
    <table className="form blocks">
      {proactiveBlocks(edition).map(({ item, columns, rows }) => (
        <tbody key={item.zh}>
          <tr className="block">
            <th scope="rowgroup" colSpan={PROACTIVE_COLUMNS + 1}>
              <span>{t(item.zh, item.en)}</span>
            </th>
          </tr>
          <tr className="heads">
            <th scope="col">{t(TABLE_HEADS.item, 'Content')}</th>
            {columns.map(({ label, span }) => (
              <th scope="col" key={label.zh} colSpan={span}>
                {t(label.zh, label.en)}
              </th>
            ))}
          </tr>
          {rows.map(({ label, codes }) => (
            <tr key={label.zh}>
              <th scope="row">{t(label.zh, label.en)}</th>
              {codes.map((code, at) => (
                <td key={columns[at].label.zh} className="number" colSpan={columns[at].span}>
                  {code && renderCell(code)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** A heading over rows of section three, which the form prints beside them. */
const GroupRow = ({ className, label }: { readonly className: string; readonly label: string }) => (
  <tr className={className}>
    <th scope="colgroup" colSpan={REQUEST_COLUMNS.length + 1}>
      <span>{label}</span>
    </th>
  </tr>
);

const isOrganisation = ({ code }: { readonly code: string }) => ORGANISATION_COLUMNS.includes(code);
/** The columns of section three as its second line of heads has them: those of organisations under one head. */
const SECOND_HEADS = REQUEST_COLUMNS.filter(
  (column, at) => !isOrganisation(column) || !REQUEST_COLUMNS.slice(0, at).some(isOrganisation),
);

/** The heads of section three as the form prints them: who applied, and of whom the organisations are. */
function RequestHeads() {
  const { t } = useLanguage();
  const organisations = REQUEST_COLUMNS.filter(isOrganisation);
  return (
    <thead>
      <tr>
        <th scope="col" className="corner" rowSpan={3} />
        <th scope="colgroup" className="over" colSpan={REQUEST_COLUMNS.length}>
          <span>{t(TABLE_HEADS.applicants, 'Applicants')}</span>
        </th>
      </tr>
      <tr>
        {SECOND_HEADS.map((column) =>
          isOrganisation(column) ? (
            <th scope="colgroup" key={column.code} className="over" colSpan={organisations.length}>
              <span>{t(TABLE_HEADS.organisations, 'Legal persons and other organisations')}</span>
            </th>
          ) : (
            <th scope="col" key={column.code} rowSpan={2}>
              {t(column.zh, column.en)}
            </th>
          ),
        )}
      </tr>
      <tr>
        {organisations.map((column) => (
          <th scope="col" key={column.code}>
            {t(column.zh, column.en)}
          </th>
        ))}
      </tr>
    </thead>
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
    <table className="form across">
      <RequestHeads />
      <tbody>
        {requestRows(edition).map((row, at, rows) => {
          const { isResult, heading, label } = readRowLabel(row);
          const before = rows[at - 1] && readRowLabel(rows[at - 1]);
          const under = isResult ? ' result' : '';
          return (
            <Fragment key={row.code}>
              {isResult && !before?.isResult && (
                <GroupRow className="group main-row" label={t(REQUEST_RESULTS.zh, REQUEST_RESULTS.en)} />
              )}
              {heading && before?.heading?.zh !== heading.zh && (
                <GroupRow className="group result" label={t(heading.zh, heading.en)} />
              )}
              <tr className={(heading ? 'below' : 'main-row') + under}>
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
    <table className="form across">
      <thead>
        <tr>
          <th scope="col" className="corner" />
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
