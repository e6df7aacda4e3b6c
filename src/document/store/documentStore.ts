import { readFile } from 'node:fs/promises';
import { auditedTransaction } from '../../shared/request/auditedTransaction';
import { cleanName, hashDocument, mediaTypeOf, pathOf, writeToFolder } from './contents';
import { DocumentUpload, SourceDocument } from './documentEntities';
import type { DocumentContext } from './documents';

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
