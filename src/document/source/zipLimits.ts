import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { firstLetters } from '../../shared/text';
import { ZIP_BYTES, ZIP_ENTRIES, ZIP_RATIO, ZIP_SMALL } from './limits';
import { UnreadableDocument } from './unreadableDocument';

/** Returns the refusal of a ZIP container that is damaged. */
export const brokenZip = (): UnreadableDocument =>
  new UnreadableDocument(
    'document.zipBroken',
    '压缩格式（DOCX、XLSX）已损坏或被截断，请重新导出后上传。',
    'The ZIP container (DOCX, XLSX) is damaged or cut off; export the document again.',
  );
const excessive = (zh: string, en: string) =>
  new UnreadableDocument(
    'document.zipExcess',
    `压缩内容异常：${zh}。请用办公软件另存后上传。`,
    `The ZIP container is out of bounds: ${en}. Save the document anew in an office program.`,
  );
/** Returns the refusal of a document that is locked with a password. */
export const encrypted = (): UnreadableDocument =>
  new UnreadableDocument(
    'document.encrypted',
    '文档设有密码，无法打开；请用办公软件打开，去除密码另存后再提交。',
    'The document is locked with a password and cannot be opened; open it in an office program, remove the password, save it and send that.',
  );

function openZip(bytes: Buffer): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(error) : resolve(zip),
    );
  });
}

function listEntries(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry) => {
      entries.push(entry);
      if (entries.length > ZIP_ENTRIES)
        reject(excessive(`条目超过 ${ZIP_ENTRIES} 个`, `more than ${ZIP_ENTRIES} entries`));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** Refuses what the directory of the container declares; libraries that read local headers must not see another truth. */
function checkDirectory(entries: readonly Entry[], size: number): void {
  const names = new Set<string>();
  let [packed, unpacked] = [0, 0];
  for (const entry of entries) {
    if (entry.generalPurposeBitFlag & 1) throw encrypted();
    if (names.has(entry.fileName)) throw excessive('条目重名', 'two entries of one name');
    names.add(entry.fileName);
    packed += entry.compressedSize;
    unpacked += entry.uncompressedSize;
    if (entry.uncompressedSize > ZIP_SMALL && entry.uncompressedSize > entry.compressedSize * ZIP_RATIO)
      throw excessive(
        `压缩比超过 ${ZIP_RATIO}（${firstLetters(entry.fileName, 100)}）`,
        `an entry grows more than ${ZIP_RATIO} times (${firstLetters(entry.fileName, 100)})`,
      );
  }
  if (unpacked > ZIP_BYTES)
    throw excessive(
      `解压后超过 ${ZIP_BYTES / 1_000_000} MB`,
      `it unpacks to more than ${ZIP_BYTES / 1_000_000} MB`,
    );
  // Entries that overlap unpack the same bytes again and again.
  if (packed > size) throw excessive('条目相互重叠', 'its entries overlap');
}

/** Unpacks an entry and drops what comes out: yauzl refuses a byte more or less than declared. */
function measureEntry(zip: ZipFile, entry: Entry): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      stream.on('error', reject).on('end', resolve).resume();
    });
  });
}

/**
 * Throws UnreadableDocument unless a ZIP container is complete and within the limits: entries, declared size, growth, and
 * the actual size, measured by unpacking in a stream. Nothing is written to disk. Returns the names of its entries.
 */
export async function assertSafeZip(bytes: Buffer): Promise<string[]> {
  try {
    const zip = await openZip(bytes);
    const entries = await listEntries(zip);
    checkDirectory(entries, bytes.length);
    for (const entry of entries) await measureEntry(zip, entry);
    return entries.map((entry) => entry.fileName);
  } catch (error) {
    throw error instanceof UnreadableDocument ? error : brokenZip();
  }
}
