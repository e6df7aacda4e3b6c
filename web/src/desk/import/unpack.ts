import type { Said } from './importedFile';

/** The most files, and the most bytes of them, that are taken out of one archive. */
const MOST_FILES = 2000;
const MOST_BYTES = 500_000_000;

const END = 0x06054b50;
const ENTRY = 0x02014b50;
/** The end of an archive has 22 bytes and a comment of at most 65,535. */
const END_LENGTH = 22;
const LONGEST_END = END_LENGTH + 65_535;

/** An archive that cannot be taken apart, with the reason. */
export class BadArchive extends Error {
  constructor(readonly said: Said) {
    super(said.en);
  }
}

const BROKEN = { zh: '压缩包不完整或已损坏。', en: 'The archive is incomplete or broken.' };
const LOCKED = { zh: '压缩包有密码，请先解压。', en: 'The archive has a password: unpack it first.' };
const UNKNOWN = {
  zh: '压缩包的格式不能识别，请先解压。',
  en: 'The archive is of an unknown kind: unpack it first.',
};
const TOO_LARGE = {
  zh: `压缩包至多 ${MOST_FILES} 个文件、解压后 ${MOST_BYTES / 1_000_000} MB，请先解压分批拖入。`,
  en: `An archive has at most ${MOST_FILES} files and ${MOST_BYTES / 1_000_000} MB unpacked: unpack it first.`,
};

/** Whether a file is an archive by its name: documents of Word are archives too by their bytes. */
export const isArchive = ({ name }: File): boolean => /\.zip$/i.test(name);

/** What the list of an archive says of a file in it. */
interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Returns a name as it was written: in UTF-8, or in GBK, as archives made in China often are. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gbk').decode(bytes);
  }
}

/** Folders, what systems and editors leave behind, and the list in an archive of the hub. */
const isIgnored = (name: string) =>
  /(^|\/)(__MACOSX\/|\.|~\$)|\/$|(^|\/)(Thumbs\.db|desktop\.ini)$|^index\.csv$/i.test(name);

/** Reads the list of an archive. Throws BadArchive. */
async function listEntries(archive: Blob): Promise<Entry[]> {
  const start = Math.max(0, archive.size - LONGEST_END);
  const tail = new DataView(await archive.slice(start).arrayBuffer());
  let end = tail.byteLength - END_LENGTH;
  while (end >= 0 && tail.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new BadArchive(BROKEN);
  const count = tail.getUint16(end + 10, true);
  const [length, offset] = [tail.getUint32(end + 12, true), tail.getUint32(end + 16, true)];
  if (count > MOST_FILES || offset === 0xffffffff) throw new BadArchive(TOO_LARGE);
  const list = new DataView(await archive.slice(offset, offset + length).arrayBuffer());
  const entries: Entry[] = [];
  for (let at = 0, read = 0; read < count; read += 1) {
    if (at + 46 > list.byteLength || list.getUint32(at, true) !== ENTRY) throw new BadArchive(BROKEN);
    const name = decodeName(new Uint8Array(list.buffer, at + 46, list.getUint16(at + 28, true)));
    if (!isIgnored(name)) {
      if (list.getUint16(at + 8, true) & 1) throw new BadArchive(LOCKED);
      entries.push({
        name,
        method: list.getUint16(at + 10, true),
        packed: list.getUint32(at + 20, true),
        size: list.getUint32(at + 24, true),
        offset: list.getUint32(at + 42, true),
      });
    }
    at += 46 + list.getUint16(at + 28, true) + list.getUint16(at + 30, true) + list.getUint16(at + 32, true);
  }
  if (entries.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) throw new BadArchive(TOO_LARGE);
  return entries;
}

/** Reads a stream of at most so many bytes. Throws BadArchive where it is longer than its list says. */
async function readAll(stream: ReadableStream<Uint8Array<ArrayBuffer>>, size: number): Promise<BlobPart[]> {
  const parts: BlobPart[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) return parts;
    length += value.byteLength;
    if (length > size) throw new BadArchive(BROKEN);
    parts.push(value);
  }
}

async function takeOut(archive: Blob, { name, method, packed, size, offset }: Entry): Promise<File> {
  const head = new DataView(await archive.slice(offset, offset + 30).arrayBuffer());
  if (head.byteLength < 30) throw new BadArchive(BROKEN);
  const begin = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true);
  const bytes = archive.slice(begin, begin + packed);
  const plain = name.slice(name.lastIndexOf('/') + 1);
  if (method === 0) return new File([bytes], plain);
  if (method !== 8) throw new BadArchive(UNKNOWN);
  const stream = bytes.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new File(await readAll(stream, size), plain);
}

/** Returns the files in an archive (.zip). Throws BadArchive. */
export async function unpack(archive: Blob): Promise<File[]> {
  const files: File[] = [];
  for (const entry of await listEntries(archive))
    files.push(
      await takeOut(archive, entry).catch((error) => {
        throw error instanceof BadArchive ? error : new BadArchive(BROKEN);
      }),
    );
  return files;
}
