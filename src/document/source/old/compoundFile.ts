/** What an old Office file (a compound file) is, by the names of its streams. */
export type OldKind = 'WORD' | 'EXCEL' | 'POWERPOINT' | 'LOCKED' | 'WORKS' | 'MAIL' | 'UNKNOWN';

/** The stream in which a locked DOCX or XLSX lies. */
const ENCRYPTED = 'EncryptedPackage';
const ENTRY = 128;
const LONGEST_NAME = 64;
/** The bit of a Word file that says that its text is encrypted. */
const WORD_ENCRYPTED = 0x01;
const WORD_MAGIC = 0xa5ec;

const SIGNATURE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Returns whether bytes are a compound file: .doc, .xls, .ppt, .wps, .et, .dps, .msg, or a locked DOCX or XLSX. */
export const isCompoundFile = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(SIGNATURE);

/** Returns the names in the directory: entries are 128 bytes long and begin with their name in UTF-16 and its length. */
function namesIn(bytes: Buffer): Set<string> {
  const names = new Set<string>();
  for (let at = 512; at + ENTRY <= bytes.length; at += ENTRY) {
    const length = bytes.readUInt16LE(at + LONGEST_NAME);
    if (length < 4 || length > LONGEST_NAME || length % 2 === 1 || bytes[at + LONGEST_NAME + 2] > 5) continue;
    const name = bytes.toString('utf16le', at, at + length - 2);
    if (/^\p{Cc}?[\w .{}-]+$/u.test(name)) names.add(name);
  }
  return names;
}

const isLockedWord = (bytes: Buffer) => {
  const at = bytes.indexOf(Buffer.from([WORD_MAGIC & 0xff, WORD_MAGIC >> 8]), 512);
  return at > 0 && at % 512 === 0 && (bytes[at + 11] & WORD_ENCRYPTED) === 1;
};

/** Returns what a compound file is. */
export function kindOfCompoundFile(bytes: Buffer): OldKind {
  const names = namesIn(bytes);
  if (names.has(ENCRYPTED)) return 'LOCKED';
  if (names.has('WordDocument')) return isLockedWord(bytes) ? 'LOCKED' : 'WORD';
  if (names.has('PowerPoint Document')) return 'POWERPOINT';
  if (names.has('Workbook') || names.has('Book')) return 'EXCEL';
  if (names.has('MatOST') || names.has('CONTENTS')) return 'WORKS';
  return [...names].some((name) => name.startsWith('__substg1.0_') || name === '__properties_version1.0')
    ? 'MAIL'
    : // A damaged directory may still hold the name.
      bytes.includes(Buffer.from(ENCRYPTED, 'utf16le'))
      ? 'LOCKED'
      : 'UNKNOWN';
}
