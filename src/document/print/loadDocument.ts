import { isHome, treeSql } from '../../agency/treeSql';
import type { Report } from '../../report/model/reportTypes';
import { findingLoader, publicationLoader } from '../../report/model/revisionQueries';
import { type Queryable, queryRows } from '../../shared/database';
import type { Context } from '../../shared/request/context';
import { documentOfReport, type Organ, type ReportDocument } from './reportDocument';
import type { PrintedIndicator } from './statutoryDocument';

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

/** The value of an indicator, with the revision that states it. */
type IndicatorRow = Omit<PrintedIndicator, 'name' | 'unit'> &
  Record<'nameZh' | 'nameEn' | 'unitZh' | 'unitEn', string> & { readonly revisionKey: number };

/** Returns the indicators that revisions state, by key, without their sentences: those are not for all who may have the values. */
export async function indicatorsOf(
  database: Queryable,
  revisionKeys: readonly number[],
): Promise<Map<number, PrintedIndicator[]>> {
  const rows = await queryRows<IndicatorRow>(
    database,
    `select s.revision_id as "revisionKey", i.code, i.name as "nameZh", i.name_en as "nameEn", i.unit_zh as "unitZh",
            i.unit_en as "unitEn", i.retired, trim_scale(s.value)::text as value, s.qualifier, null as sentence
       from report_indicator s join indicator i on i.id = s.indicator_id where s.revision_id = any($1) order by s.indicator_id`,
    [revisionKeys],
  );
  const printed = ({ revisionKey, nameZh, nameEn, unitZh, unitEn, ...row }: IndicatorRow) => ({
    revisionKey,
    indicator: { ...row, name: { zh: nameZh, en: nameEn }, unit: { zh: unitZh, en: unitEn } },
  });
  const stated = new Map<number, PrintedIndicator[]>();
  for (const { revisionKey, indicator } of rows.map(printed))
    stated.set(revisionKey, [...(stated.get(revisionKey) ?? []), indicator]);
  return stated;
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
    // The value of one report is never null.
    indicators: values.map(({ indicator, value, qualifier, sentences }) => ({
      code: indicator.code,
      name: { zh: indicator.name, en: indicator.nameEn },
      unit: { zh: indicator.unitZh, en: indicator.unitEn },
      value: value as string,
      qualifier,
      sentence: sentences[0]?.text ?? null,
      retired: indicator.retired,
    })),
    explanations: findings.flatMap(({ code, path, explanation }) =>
      explanation ? [{ code, path, text: explanation }] : [],
    ),
    publication: published?.publication ?? null,
    withdrawnAt: published?.withdrawnAt ?? null,
  });
}
