import { listPublished, type PublishedRange } from '../../report/model/listPublished';
import type { Report } from '../../report/model/reportTypes';
import type { Context } from '../../shared/request/context';
import { ANONYMOUS } from '../../shared/request/permissions';
import { loadDocuments } from './loadDocument';
import type { ReportDocument } from './reportDocument';

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

/** Yields the reports of a range by year and agency in batches, so that memory does not grow with the range. They are what anybody may read, whoever asks. */
export async function* readPublished(
  context: Context,
  { years, ...range }: ExportRange,
): AsyncGenerator<PublishedReport[]> {
  for (const year of years) {
    let last: Report | null = null;
    for (;;) {
      // What is read for a batch is forgotten with it.
      const reader: Context = { ...context, actor: ANONYMOUS, memo: new Map() };
      const reports: Report[] = await listPublished(reader.database, { ...range, year }, last, BATCH);
      const documents = await loadDocuments(reader, reports, year, range.at);
      yield reports.map((report, at) => ({ report, document: documents[at] }));
      if (reports.length < BATCH) break;
      last = reports[reports.length - 1];
    }
  }
}
