/** What the head of a JPEG says: its size in pixels, its colours, and by how many degrees it is rotated to be seen. */
export interface JpegHead {
  readonly width: number;
  readonly height: number;
  readonly colours: number;
  readonly rotation: 0 | 90 | 180 | 270;
}

const ROTATIONS: Readonly<Record<number, JpegHead['rotation']>> = { 3: 180, 6: 90, 8: 270 };
const ORIENTATION = 0x0112;

/** Returns how a camera was held, by the Exif data of its picture. */
function rotationIn(exif: Buffer): JpegHead['rotation'] {
  if (exif.toString('latin1', 0, 6) !== 'Exif\0\0') return 0;
  const tiff = exif.subarray(6);
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  try {
    const first = long(4);
    for (let entry = 0; entry < short(first); entry += 1) {
      const at = first + 2 + entry * 12;
      if (short(at) === ORIENTATION) return ROTATIONS[short(at + 8)] ?? 0;
    }
  } catch {
    // An Exif part that is cut off says nothing.
  }
  return 0;
}

/** Returns the head of a JPEG; null when it has none. */
export function headOfJpeg(bytes: Buffer): JpegHead | null {
  let rotation: JpegHead['rotation'] = 0;
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1];
    const length = bytes.readUInt16BE(at + 2);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame)
      return {
        height: bytes.readUInt16BE(at + 5),
        width: bytes.readUInt16BE(at + 7),
        colours: bytes[at + 9],
        rotation,
      };
    if (marker === 0xe1) rotation ||= rotationIn(bytes.subarray(at + 4, at + 2 + length));
    at += 2 + length;
  }
  return null;
}

/** Returns a PDF of one page that a JPEG fills, so that the reader of PDFs decodes and rotates it. `width` is that of the page as seen, in points. */
export function pdfAround(bytes: Buffer, head: JpegHead, width: number): Buffer {
  const isSideways = head.rotation === 90 || head.rotation === 270;
  const scale = width / (isSideways ? head.height : head.width);
  const [across, down] = [head.width * scale, head.height * scale];
  const colours = head.colours === 1 ? '/DeviceGray' : head.colours === 4 ? '/DeviceCMYK' : '/DeviceRGB';
  const content = `q ${across} 0 0 ${down} 0 0 cm /I Do Q`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Count 1/Kids[3 0 R]>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${across} ${down}]/Rotate ${head.rotation}/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>`,
    `<</Length ${content.length}>>stream\n${content}\nendstream`,
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')];
  const starts: number[] = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  const add = (number: number, ...pieces: (string | Buffer)[]) => {
    starts.push(length());
    parts.push(
      Buffer.concat(
        [`${number} 0 obj\n`, ...pieces, '\nendobj\n'].map((piece) => Buffer.from(piece as string)),
      ),
    );
  };
  for (const [at, object] of objects.entries()) add(at + 1, object);
  add(
    5,
    `<</Type/XObject/Subtype/Image/Width ${head.width}/Height ${head.height}/BitsPerComponent 8/ColorSpace${colours}/Filter/DCTDecode/Length ${bytes.length}>>stream\n`,
    bytes,
    '\nendstream',
  );
  const table = length();
  const entries = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 6\n0000000000 65535 f \n${entries}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${table}\n%%EOF`,
    ),
  );
  return Buffer.concat(parts);
}
