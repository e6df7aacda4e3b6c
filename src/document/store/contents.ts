import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { firstLetters } from '../../shared/text';
import { sanitizeForPostgres } from '../reader/sanitizeForPostgres';
import { LONGEST_NAME } from '../source/limits';
import { isMhtml } from '../source/mhtml/isMhtml';
import { isCompoundFile } from '../source/old/compoundFile';

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

const OPEN_DOCUMENT = /^PK[\s\S]{28}mimetype(application\/vnd\.oasis\.opendocument\.(?:text|spreadsheet))/;

/** Returns the kind of content by its first bytes, and by its name between the formats that share their container. */
export function mediaTypeOf(bytes: Buffer, name: string): string {
  const start = bytes.subarray(0, 1024).toString('latin1');
  if (start.startsWith('%PDF-')) return 'application/pdf';
  if (start.startsWith('\x89PNG')) return 'image/png';
  if (start.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  const openDocument = OPEN_DOCUMENT.exec(start)?.[1];
  if (openDocument) return openDocument;
  if (start.startsWith('PK'))
    return /\.xlsx$/i.test(name)
      ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      : 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  if (isCompoundFile(bytes))
    return /\.(?:xls|xlt|et|ett)$/i.test(name) ? 'application/vnd.ms-excel' : 'application/msword';
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  if (isMhtml(bytes)) return 'multipart/related';
  if (/<(?:\w+:)?(?:wordDocument|package|document)\b/.test(start)) return 'application/xml';
  if (/<(!doctype|html|head|body|table|div|p)\b/i.test(start)) return 'text/html';
  return /\.md$/i.test(name) ? 'text/markdown' : 'text/plain';
}

/** Returns the path of a document in the folder of originals. */
export const pathOf = (directory: string, sha256: string) => join(directory, sha256.slice(0, 2), sha256);

/** Writes to a temporary file and renames it, so that a document is there completely or not at all. */
export async function writeToFolder(directory: string, sha256: string, bytes: Buffer): Promise<void> {
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
