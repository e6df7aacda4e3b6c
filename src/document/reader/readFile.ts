import { readFile, stat } from 'node:fs/promises';
import { type Extraction } from '../reading/extraction';
import { LARGEST_DOCUMENT } from '../source/limits';
import { TOO_LARGE, UnreadableDocument } from '../source/unreadableDocument';
import { openReaderPool } from './readerPool';

const tooLarge = () => new UnreadableDocument(TOO_LARGE.code, TOO_LARGE.messageZh, TOO_LARGE.messageEn);

async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += chunk.length;
    if (size > LARGEST_DOCUMENT) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function readPath(path: string): Promise<Buffer> {
  try {
    if ((await stat(path)).size > LARGEST_DOCUMENT) throw tooLarge();
    return await readFile(path);
  } catch (error) {
    if (error instanceof UnreadableDocument) throw error;
    throw new UnreadableDocument(
      'document.noFile',
      `无法打开文件 ${path}。`,
      `The file ${path} cannot be opened (${(error as NodeJS.ErrnoException).code}).`,
    );
  }
}

/** Reads one document as the hub would: a file, or with `-` what comes in. Throws UnreadableDocument. */
export async function readOneFile(path: string): Promise<Extraction> {
  const bytes = path === '-' ? await readInput() : await readPath(path);
  const reader = openReaderPool({ workers: 1 });
  try {
    return await reader.read(bytes, path);
  } finally {
    await reader.close();
  }
}
