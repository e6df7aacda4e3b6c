import { canReadDraftsSql, draftAccessParams } from '../../agency/draftAccess';
import { IS_WITHHELD } from '../../report/model/visibility';
import { type Queryable, queryRows } from '../../shared/database';
import type { Actor } from '../../shared/request/permissions';
import type { Extraction } from '../reading/extraction';

/** A stored document, without its bytes. */
export interface StoredDocument {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly uploadedAt: Date;
}

const SHA256 = /^[0-9a-f]{64}$/;

const COLUMNS = `d.sha256, d.name, d.media_type as "mediaType", d.size, d.uploaded_at as "uploadedAt"`;

/**
 * The SQL of whether everyone may read the document of a revision (v): its report was recorded as published. A document from which a clerk
 * filed a report is only for those who work on it.
 */
const IS_PUBLIC = `(v.published_at is not null and v.origin = 'RECORDED' and not ${IS_WITHHELD})`;

/** Whether an actor ($1, $2) may read the document of a revision (v). */
const IS_READABLE = `(${IS_PUBLIC} or ${canReadDraftsSql('v.agency_id')})`;

/** The documents of these digests ($3) that the actor ($1, $2, $4) may read. */
const READABLE_DOCUMENTS = `
  select ${COLUMNS} from document d where d.sha256 = any($3) and (
    exists (select 1 from document_upload u where u.document = d.sha256 and u.uploaded_by = $4)
    or exists (select 1 from report_import i join report_revision v on v.id = i.revision_id
                where i.document = d.sha256 and ${IS_READABLE}))`;

/** The documents of revisions ($3) that an actor ($1, $2) may read. */
const READABLE_DOCUMENTS_OF_REVISIONS = `
  select v.id as "revisionKey", ${COLUMNS} from report_import i join document d on d.sha256 = i.document
    join report_revision v on v.id = i.revision_id where v.id = any($3) and ${IS_READABLE}`;

/** What revisions ($3) were read as, where an actor ($1, $2) may know. */
const READABLE_READINGS = `
  select v.id as "revisionKey", i.reading from report_import i join report_revision v on v.id = i.revision_id
   where v.id = any($3) and ${IS_READABLE}`;

/** The document of a revision. */
export interface RevisionDocument extends StoredDocument {
  readonly revisionKey: number;
}

/** What a revision was read as. */
export interface RevisionReading {
  readonly revisionKey: number;
  readonly reading: Extraction;
}

/**
 * Returns a document the actor may read, or null: one the actor uploaded, one that was recorded as published, and one of a report whose
 * work the actor may read. A document of others looks the same as none.
 */
export async function findDocument(
  database: Queryable,
  sha256: string,
  actor: Actor,
): Promise<StoredDocument | null> {
  if (!SHA256.test(sha256)) return null;
  const [row] = await findDocuments(database, [sha256], actor);
  return row ?? null;
}

/** Returns the documents of these digests that the actor may read. */
export const findDocuments = (
  database: Queryable,
  digests: readonly string[],
  actor: Actor,
): Promise<StoredDocument[]> =>
  queryRows<StoredDocument>(database, READABLE_DOCUMENTS, [...draftAccessParams(actor), digests, actor.id]);

/** Returns the documents of revisions the actor may see; of withdrawn ones only for those who work on them. */
export function documentsOfRevisions(
  database: Queryable,
  revisionKeys: readonly number[],
  actor: Actor,
): Promise<RevisionDocument[]> {
  return queryRows<RevisionDocument>(database, READABLE_DOCUMENTS_OF_REVISIONS, [
    ...draftAccessParams(actor),
    revisionKeys,
  ]);
}

/** Returns what revisions were read as, where the actor may know. */
export function readingsOfRevisions(
  database: Queryable,
  revisionKeys: readonly number[],
  actor: Actor,
): Promise<RevisionReading[]> {
  return queryRows<RevisionReading>(database, READABLE_READINGS, [...draftAccessParams(actor), revisionKeys]);
}
