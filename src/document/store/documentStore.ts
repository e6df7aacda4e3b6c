import { readFile } from 'node:fs/promises';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import { cleanName, hashDocument, mediaTypeOf, pathOf, writeToFolder } from './contents';
import { DocumentUpload, SourceDocument } from './documentEntities';
import type { DocumentContext } from './documents';

/** Bytes that somebody brings, with the name of their file. */
export interface NewDocument {
  readonly bytes: Buffer;
  readonly name: string | undefined;
}

/** Stores a document under the hash of its content, and that the actor brought it. The same bytes are stored once. */
export async function storeDocument(
  context: DocumentContext,
  bytes: Buffer,
  name: string | undefined,
): Promise<{ sha256: string; isNew: boolean }> {
  const [stored] = await storeDocuments(context, [{ bytes, name }]);
  return stored;
}

/** Stores documents as storeDocument does, in one transaction. Two statements. */
export async function storeDocuments(
  context: DocumentContext,
  documents: readonly NewDocument[],
): Promise<{ sha256: string; isNew: boolean }[]> {
  if (documents.length === 0) return [];
  const { directory } = context.documents;
  const uploadedBy = context.actor.id;
  const rows = documents.map(({ bytes, name: originalName }) => {
    const name = cleanName(originalName);
    const [sha256, mediaType] = [hashDocument(bytes), mediaTypeOf(bytes, name)];
    return { sha256, name, mediaType, size: bytes.length, bytes, uploadedBy };
  });
  if (directory) for (const { sha256, bytes } of rows) await writeToFolder(directory, sha256, bytes);
  return auditedTransaction(context, async (manager) => {
    const inserted = await manager
      .createQueryBuilder()
      .insert()
      .into(SourceDocument)
      .values(rows.map((row) => ({ ...row, bytes: directory ? null : row.bytes })))
      .orIgnore()
      .returning('sha256')
      .updateEntity(false)
      .execute();
    await manager
      .createQueryBuilder()
      .insert()
      .into(DocumentUpload)
      .values(rows.map(({ sha256, name }) => ({ documentSha256: sha256, uploadedBy, name })))
      .orIgnore()
      .updateEntity(false)
      .execute();
    const added = new Set(inserted.raw.map((row: { sha256: string }) => row.sha256));
    return rows.map(({ sha256 }) => ({ sha256, isNew: added.has(sha256) }));
  });
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
