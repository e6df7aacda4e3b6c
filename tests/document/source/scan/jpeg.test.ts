import { headOfJpeg } from '../../../../src/document/source/scan/jpeg';

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const START = Buffer.from([0xff, 0xd8]);
/** 200 pixels wide, 300 high, three colours. */
const FRAME = segment(0xc0, Buffer.from([8, 0x01, 0x2c, 0x00, 0xc8, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]));

function exif(orientation: number, order: 'II' | 'MM'): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write(order);
  const isLittle = order === 'II';
  const short = (value: number, at: number) =>
    isLittle ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at);
  short(42, 2);
  long(8, 4);
  short(1, 8);
  short(0x0112, 10);
  short(3, 12);
  long(1, 14);
  short(orientation, 18);
  return segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff]));
}

test.each([
  ['II', 6, 90],
  ['MM', 8, 270],
  ['II', 3, 180],
  ['MM', 1, 0],
] as const)('the head of a JPEG says how the camera was held (%s %d)', (order, orientation, rotation) => {
  expect(headOfJpeg(Buffer.concat([START, exif(orientation, order), FRAME]))).toEqual({
    width: 200,
    height: 300,
    colours: 3,
    rotation,
  });
});

test('bytes that only begin as a JPEG have no head', () => {
  expect(headOfJpeg(START)).toBeNull();
  expect(headOfJpeg(Buffer.concat([START, Buffer.from('\xff\xe0..JFIF', 'latin1')]))).toBeNull();
  expect(headOfJpeg(Buffer.concat([START, segment(0xe1, Buffer.from('Exif\0\0II*')), FRAME]))).toMatchObject({
    rotation: 0,
  });
});
