import { listPublished, type PublishedRange } from '../../report/model/listPublished';
import type { Report } from '../../report/model/reportTypes';
import type { Queryable } from '../../shared/database';
import { indicatorsOf, organsOfYear } from './loadDocument';
import { documentOfReport, type Organ, type ReportDocument } from './reportDocument';

const BATCH = 200;

/** Which published reports are exported: those of a subtree in some years, as they and the tree were at a time. */
export interface ExportRange extends Omit<PublishedRange, 'year'> {
  readonly years: readonly number[];
}

/** A published report, and the document that is printed of it. */
export interface PublishedReport {
  readonly report: Report;
  readonly document: ReportDocument;
}

/** Yields the reports of a range by year and agency in batches, so that memory does not grow with the range. */
export async function* readPublished(
  database: Queryable,
  { years, ...range }: ExportRange,
): AsyncGenerator<PublishedReport[]> {
  for (const year of years) {
    let last: Report | null = null;
    for (;;) {
      const reports: Report[] = await listPublished(database, { ...range, year }, last, BATCH);
      const agencies = reports.map((report) => report.agencyKey);
      const organs = await organsOfYear(database, agencies, year, range.at);
      const stated = await indicatorsOf(
        database,
        reports.map(({ revisionKey }) => revisionKey),
      );
      yield reports.map((report) => ({
        report,
        document: documentOfReport(report, organs.get(report.agencyKey) as Organ, {
          indicators: stated.get(report.revisionKey) ?? [],
          explanations: [],
        }),
      }));
      if (reports.length < BATCH) break;
      last = reports[reports.length - 1];
    }
  }
}
