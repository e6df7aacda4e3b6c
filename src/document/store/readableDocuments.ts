import { canReadDraftsNamedSql, draftAccessNamedParams } from '../../agency/draftAccess';
import { isWithheld } from '../../report/model/visibility';
import type { Database } from '../../shared/database';
import type { Actor } from '../../shared/request/permissions';
import type { Extraction } from '../reading/extraction';
import { ReportImport, SourceDocument } from './documentEntities';

const SHA256 = /^[0-9a-f]{64}$/;

/**
 * SQL: whether everyone may read the document of a revision (v): its report was recorded as published. A document from which a clerk
 * filed a report is only for those who work on it.
 */
const IS_PUBLIC = `(v.published_at is not null and v.origin = 'RECORDED' and not ${isWithheld(canReadDraftsNamedSql)})`;

/** SQL, with the parameters of draftAccessNamedParams: whether an actor may read the document of a revision (v). */
const IS_READABLE = `(${IS_PUBLIC} or ${canReadDraftsNamedSql('v.agency_id')})`;

/** The document of a revision. */
export interface RevisionDocument {
  readonly revisionKey: number;
  readonly document: SourceDocument;
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
  database: Database,
  sha256: string,
  actor: Actor,
): Promise<SourceDocument | null> {
  if (!SHA256.test(sha256)) return null;
  const [row] = await findDocuments(database, [sha256], actor);
  return row ?? null;
}

/** Returns the documents of these digests that the actor may read. */
export const findDocuments = (
  database: Database,
  digests: readonly string[],
  actor: Actor,
): Promise<SourceDocument[]> =>
  database
    .getRepository(SourceDocument)
    .createQueryBuilder('d')
    .where('d.sha256 = any(:digests)', { digests })
    .andWhere(
      `(exists (select 1 from document_upload u where u.document = d.sha256 and u.uploaded_by = :actor)
        or exists (select 1 from report_import i join report_revision v on v.id = i.revision_id
                    where i.document = d.sha256 and ${IS_READABLE}))`,
      { actor: actor.id, ...draftAccessNamedParams(actor) },
    )
    .getMany();

/** Returns a query of the imports (i) of revisions whose documents an actor may read. */
const queryReadable = (database: Database, revisionKeys: readonly number[], actor: Actor) =>
  database
    .getRepository(ReportImport)
    .createQueryBuilder('i')
    .innerJoin('i.revision', 'v')
    .where(`i.revisionId = any(:revisionKeys) and ${IS_READABLE}`, {
      revisionKeys,
      ...draftAccessNamedParams(actor),
    });

/** Returns the documents of revisions the actor may see; of withdrawn ones only for those who work on them. */
export async function documentsOfRevisions(
  database: Database,
  revisionKeys: readonly number[],
  actor: Actor,
): Promise<RevisionDocument[]> {
  const rows = await queryReadable(database, revisionKeys, actor)
    .innerJoin('i.document', 'd')
    .select(['i.revisionId', 'd'])
    .getMany();
  return rows.map(({ revisionId, document }) => ({ revisionKey: revisionId, document }));
}

/** Returns what revisions were read as, where the actor may know. */
export async function readingsOfRevisions(
  database: Database,
  revisionKeys: readonly number[],
  actor: Actor,
): Promise<RevisionReading[]> {
  const rows = await queryReadable(database, revisionKeys, actor)
    .select(['i.revisionId', 'i.reading'])
    .getMany();
  return rows.map(({ revisionId, reading }) => ({
    revisionKey: revisionId,
    reading: reading as Extraction,
  }));
}
