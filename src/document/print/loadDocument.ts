import { isHome, treeSql } from '../../agency/treeSql';
import type { Report } from '../../report/model/reportTypes';
import { findingLoader, publicationLoader } from '../../report/model/revisionQueries';
import { type Queryable, queryRows } from '../../shared/database';
import type { Context } from '../../shared/request/context';
import { documentOfReport, type Organ, type ReportDocument } from './reportDocument';

/** An agency as it was called in a year, with its key. */
interface OrganRow extends Organ {
  readonly key: number;
}

/** The SQL of agencies ($1) in a year ($2), as recorded now or at an instant ($3). */
const organsSql = (asOf: Date | null) =>
  `select m.agency_id as key, a.code, m.name, j.code as jurisdiction
     from (select $2::int as year) y join ${treeSql(asOf && '$3').versions} m on ${isHome('m', 'y')}
     join agency a on a.id = m.agency_id join jurisdiction j on j.id = m.jurisdiction_id where m.agency_id = any($1)`;

/** Returns the agencies of reports of one year, by key, with name and jurisdiction of that year; as recorded now, or at an instant. */
export async function organsOfYear(
  database: Queryable,
  agencyKeys: readonly number[],
  year: number,
  asOf: Date | null,
): Promise<Map<number, Organ>> {
  const parameters = asOf ? [agencyKeys, year, asOf] : [agencyKeys, year];
  const rows = await queryRows<OrganRow>(database, organsSql(asOf), parameters);
  return new Map(rows.map(({ key, ...organ }) => [key, organ]));
}

/** The document of a report, with the indicators and explanations that belong to its input. */
export async function loadDocument(context: Context, report: Report): Promise<ReportDocument> {
  const [organs, values, findings, published] = await Promise.all([
    organsOfYear(context.database, [report.agencyKey], report.year, report.asOf ?? null),
    report.loadIndicators(context, true),
    findingLoader(context).load(report.revisionKey),
    publicationLoader(context).load(report.revisionKey),
  ]);
  return documentOfReport(report, organs.get(report.agencyKey) as Organ, {
    // The value of one report is never null, and a retired indicator is refused when it is sent again.
    indicators: values
      .filter((item) => !item.indicator.retired)
      .map((item) => ({
        indicator: item.indicator.code,
        value: item.value as string,
        qualifier: item.qualifier,
        sentence: item.sentences[0]?.text ?? null,
      })),
    explanations: findings.flatMap(({ code, path, explanation }) =>
      explanation ? [{ code, path, text: explanation }] : [],
    ),
    publication: published?.publication ?? null,
    withdrawnAt: published?.withdrawnAt ?? null,
  });
}
