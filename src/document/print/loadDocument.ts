import { agencyInYear } from '../../agency/agencyInYear';
import type { Report } from '../../report/model/reportTypes';
import { findingLoader, publicationLoader } from '../../report/model/revisionQueries';
import type { Context } from '../../shared/request/context';
import { documentOfReport, type Organ, type ReportDocument } from './reportDocument';

/**
 * The documents of reports of one year in their order, with the indicators and explanations that belong to their inputs, which publications they are and
 * whether they were withdrawn: what the caller may read of them. All are read together; their organs as recorded at an instant, or now.
 */
export async function loadDocuments(
  context: Context,
  reports: readonly Report[],
  year: number,
  asOf: Date | null,
): Promise<ReportDocument[]> {
  const keys = reports.map(({ revisionKey }) => revisionKey);
  // What is not printed is no part of a document, by which its entity tag goes.
  const loadOrgan = async ({ agencyKey }: Report): Promise<Organ> => {
    const { code, name, nameEn, jurisdictionCode } = await agencyInYear(context, agencyKey, year, asOf);
    return { code, name, nameEn, jurisdictionCode };
  };
  const [organs, values, findings, publications] = await Promise.all([
    Promise.all(reports.map(loadOrgan)),
    Promise.all(reports.map((report) => report.loadIndicators(context, true))),
    Promise.all(keys.map((key) => findingLoader(context, asOf).load(key))),
    Promise.all(keys.map((key) => publicationLoader(context).load(key))),
  ]);
  return reports.map((report, at) =>
    documentOfReport(report, organs[at], {
      // The value of one report is never null.
      indicators: values[at].map(({ indicator, value, qualifier, sentences }) => ({
        code: indicator.code,
        name: { zh: indicator.name, en: indicator.nameEn },
        unit: { zh: indicator.unitZh, en: indicator.unitEn },
        value: value as string,
        qualifier,
        sentence: sentences[0]?.text ?? null,
        retired: indicator.retired,
      })),
      explanations: findings[at].flatMap(({ code, path, explanation }) =>
        explanation ? [{ code, path, text: explanation }] : [],
      ),
      publication: publications[at]?.publication ?? null,
      withdrawnAt: publications[at]?.withdrawnAt ?? null,
    }),
  );
}

/** The document of a report, as the caller may read it. */
export async function loadDocument(context: Context, report: Report): Promise<ReportDocument> {
  return (await loadDocuments(context, [report], report.year, report.asOf ?? null))[0];
}
