import type { EntityManager } from 'typeorm';
import type { Extraction } from '../reading/extraction';
import type { ReadDocument } from './prepareReport';
import type { ImportRequest } from './target';

/** A revision with the document it was read from. */
interface ImportRow {
  readonly revision: number;
  readonly document: string;
  readonly batch: number | null;
  readonly reading: Extraction;
}

/** Returns the row of a revision and the document it was read from. */
export const importRow = (
  { document, reading, request }: { document: ReadDocument; reading: Extraction; request: ImportRequest },
  revision: number,
): ImportRow => ({ revision, document: document.sha256, batch: request.batch ?? null, reading });

/** Rows ($1) with the report and agency of their revisions. */
const INSERT_IMPORTS = `
  insert into report_import (revision_id, report_id, agency_id, document, batch_id, reading)
  select v.id, v.report_id, v.agency_id, o.document, o.batch, o.reading
    from jsonb_to_recordset($1::jsonb) as o(revision int, document text, batch int, reading jsonb)
    join report_revision v on v.id = o.revision`;

/** Stores which documents revisions were read from, and how. */
export async function insertImports(manager: EntityManager, rows: readonly ImportRow[]): Promise<void> {
  await manager.query(INSERT_IMPORTS, [JSON.stringify(rows)]);
}
