import type { EntityManager } from 'typeorm';
import type { Extraction } from '../reading/extraction';

/** A revision with the document it was read from. */
interface ImportRow {
  readonly revision: number;
  readonly document: string;
  readonly batch: number | null;
  readonly reading: Extraction;
}

/** Keeps which documents revisions were read from, and how. */
export async function insertImports(manager: EntityManager, rows: readonly ImportRow[]): Promise<void> {
  await manager.query(
    `insert into report_import (revision_id, report_id, agency_id, document, batch_id, reading)
     select v.id, v.report_id, v.agency_id, o.document, o.batch, o.reading
       from jsonb_to_recordset($1::jsonb) as o(revision int, document text, batch int, reading jsonb)
       join report_revision v on v.id = o.revision`,
    [JSON.stringify(rows)],
  );
}
