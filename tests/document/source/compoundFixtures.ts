const ENTRY = 128;

/** Returns bytes that begin as a compound file whose directory names streams; there is nothing in them. */
export function compoundFile(...names: string[]): Buffer {
  const bytes = Buffer.alloc(512 + ENTRY * (names.length + 1));
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  for (const [at, name] of ['Root Entry', ...names].entries()) {
    const entry = 512 + ENTRY * at;
    bytes.write(name, entry, 'utf16le');
    bytes.writeUInt16LE(name.length * 2 + 2, entry + 64);
    bytes[entry + 66] = at === 0 ? 5 : 2;
  }
  return bytes;
}
