import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { canReadDraftsSql, draftAccessParams } from '../../agency/draftAccess';
import { IS_WITHHELD } from '../../report/model/visibility';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import type { Actor } from '../../shared/request/permissions';
import { firstLetters } from '../../shared/text';
import { sanitizeForPostgres } from '../reader/sanitizeForPostgres';
import { LONGEST_NAME } from '../source/limits';
import { DocumentUpload, SourceDocument } from './documentEntities';
import type { DocumentContext } from './documents';

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

/** Returns the hash that identifies a document. */
export function hashDocument(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Returns a name that can be stored and shown: its last part, without control characters; never used as a path. */
export function cleanName(name: string | undefined): string {
  const last = basename((name ?? '').replaceAll('\\', '/'));
  const cleaned = sanitizeForPostgres(last)
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .trim();
  return firstLetters(cleaned, LONGEST_NAME) || 'document';
}

/** The kind of content by its first bytes, and by its name between the formats that are ZIP containers. */
function mediaTypeOf(bytes: Buffer, name: string): string {
  const start = bytes.subarray(0, 1024).toString('latin1');
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('PK'))
    return /\.xlsx$/i.test(name)
      ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (/<(!doctype|html|head|body|table|div|p)\b/i.test(start)) return 'text/html';
  return /\.md$/i.test(name) ? 'text/markdown' : 'text/plain';
}

const pathOf = (directory: string, sha256: string) => join(directory, sha256.slice(0, 2), sha256);

/** Writes to a temporary file and renames it, so that a document is there completely or not at all. */
async function writeToFolder(directory: string, sha256: string, bytes: Buffer): Promise<void> {
  const path = pathOf(directory, sha256);
  const there = await stat(path).catch(() => null);
  if (there?.size === bytes.length) return;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}`;
  const file = await open(temporary, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(temporary, path);
  } catch (error) {
    await file.close().catch(() => {});
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Stores a document under the hash of its content, and that the actor brought it. The same bytes are stored once. */
export async function storeDocument(
  context: DocumentContext,
  bytes: Buffer,
  originalName: string | undefined,
): Promise<{ sha256: string; isNew: boolean }> {
  const sha256 = hashDocument(bytes);
  const name = cleanName(originalName);
  const { directory } = context.documents;
  if (directory) await writeToFolder(directory, sha256, bytes);
  return auditedTransaction(context, async (manager) => {
    const uploadedBy = context.actor.id;
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(SourceDocument)
      .values({
        sha256,
        name,
        mediaType: mediaTypeOf(bytes, name),
        size: bytes.length,
        bytes: directory ? null : bytes,
        uploadedBy,
      })
      .orIgnore()
      .returning('sha256')
      .updateEntity(false)
      .execute();
    await manager
      .createQueryBuilder()
      .insert()
      .into(DocumentUpload)
      .values({ documentSha256: sha256, uploadedBy, name })
      .orIgnore()
      .updateEntity(false)
      .execute();
    return { sha256, isNew: inserted.raw.length > 0 };
  });
}

/**
 * The SQL of whether everyone may read the document of a revision (v): its report was recorded as published. A document from which a clerk
 * filed a report is only for those who work on it.
 */
export const IS_PUBLIC = `(v.published_at is not null and v.origin = 'RECORDED' and not ${IS_WITHHELD})`;

/**
 * A document the actor may read, or null: whoever brought it, everyone once it was recorded as published, and
 * who may read the work of the agency it was made into a report of. Of others none is told from one that is not there.
 */
export async function findDocument(
  database: Pick<EntityManager, 'query'>,
  sha256: string,
  actor: Actor,
): Promise<StoredDocument | null> {
  if (!SHA256.test(sha256)) return null;
  const [row] = await database.query(
    `select ${COLUMNS} from document d where d.sha256 = $3 and (
        exists (select 1 from document_upload u where u.document = d.sha256 and u.uploaded_by = $4)
        or exists (select 1 from report_import i join report_revision v on v.id = i.revision_id
                    where i.document = d.sha256 and (${IS_PUBLIC} or ${canReadDraftsSql('v.agency_id')})))`,
    [...draftAccessParams(actor), sha256, actor.id],
  );
  return row ?? null;
}

/** The documents of revisions the actor may see, by revision; of what was withdrawn only to who works on it. */
export function documentsOfRevisions(
  database: Pick<EntityManager, 'query'>,
  revisionKeys: readonly number[],
  actor: Actor,
): Promise<(StoredDocument & { revisionKey: number })[]> {
  return database.query(
    `select v.id as "revisionKey", ${COLUMNS} from report_import i join document d on d.sha256 = i.document
       join report_revision v on v.id = i.revision_id where v.id = any($3) and (${IS_PUBLIC} or ${canReadDraftsSql('v.agency_id')})`,
    [...draftAccessParams(actor), revisionKeys],
  );
}

/** Returns the bytes of a document. Throws when they differ from what was stored: a damaged original must not pass for one. */
export async function loadBytes(
  { database, documents }: Pick<DocumentContext, 'database' | 'documents'>,
  sha256: string,
): Promise<Buffer> {
  const row = await database
    .getRepository(SourceDocument)
    .findOne({ select: { sha256: true, bytes: true }, where: { sha256 } });
  if (!row?.bytes && !documents.directory)
    throw new Error(`document ${sha256} is kept in a folder, and DOCUMENT_DIR is not set`);
  const bytes: Buffer = row?.bytes ?? (await readFile(pathOf(documents.directory as string, sha256)));
  if (hashDocument(bytes) !== sha256) throw new Error(`document ${sha256} was changed where it is kept`);
  return bytes;
}
