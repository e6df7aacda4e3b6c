import { buffer } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { ZipFile } from 'yazl';
import { partsOfZip } from '../../../src/document/source/word/parts';
import { assertSafeZip } from '../../../src/document/source/zipLimits';

async function zipOf(entries: Record<string, Buffer>, compress = true): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, bytes] of Object.entries(entries)) zip.addBuffer(bytes, name, { compress });
  zip.end();
  return buffer(zip.outputStream);
}
const refusal = (bytes: Buffer) => assertSafeZip(bytes).catch((error) => error);

test('an ordinary container passes', async () => {
  await assertSafeZip(await zipOf({ 'word/document.xml': Buffer.from('<w/>'.repeat(1000)) }));
});

test('a bomb is refused by its declared size', async () => {
  const bomb = await zipOf({ 'a.xml': Buffer.alloc(50_000_000) });
  expect(bomb.length).toBeLessThan(100_000);
  expect(await refusal(bomb)).toMatchObject({ code: 'document.zipExcess' });
});

test('a bomb that declares less than it holds is refused by its actual size', async () => {
  const packed = deflateRawSync(Buffer.alloc(3_000_000, 'ab'));
  const zip = await zipOf({ 'a.xml': Buffer.alloc(3_000_000, 'ab') });
  const directory = zip.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  zip.writeUInt32LE(packed.length, directory + 24);
  expect(await refusal(zip)).toMatchObject({ code: 'document.zipBroken' });
});

test('too many entries, entries of one name, entries that overlap', async () => {
  const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}`, Buffer.from('x')]));
  expect(await refusal(await zipOf(many))).toMatchObject({ code: 'document.zipExcess' });
  const twice = await zipOf({ 'a.xml': Buffer.from('x'), 'b.xml': Buffer.from('y') });
  const name = twice.lastIndexOf('b.xml');
  twice.write('a.xml', name);
  expect(await refusal(twice)).toMatchObject({ code: 'document.zipExcess' });
  const stored = await zipOf({ 'a.xml': Buffer.alloc(1000), 'b.xml': Buffer.alloc(1000) }, false);
  const first = stored.indexOf(Buffer.from('PK\x01\x02', 'latin1'));
  for (const at of [first + 20, first + 24]) stored.writeUInt32LE(2_000, at);
  expect((await refusal(stored)).code).toMatch(/^document\.zip/);
});

test('damage and truncation are told in both languages', async () => {
  const complete = await zipOf({ 'a.xml': Buffer.from('<x/>'.repeat(100)) });
  for (const bytes of [complete.subarray(0, complete.length / 2), Buffer.from('PK\x03\x04'), Buffer.alloc(0)])
    expect(await refusal(bytes)).toMatchObject({
      code: 'document.zipBroken',
      messageZh: expect.stringMatching(/损坏/),
      messageEn: expect.stringMatching(/damaged/),
    });
  const flipped = Buffer.from(complete);
  flipped[40] ^= 0xff;
  expect(await refusal(flipped)).toMatchObject({ code: 'document.zipBroken' });
});

test('a directory that is said to be larger than it is, is refused when its parts are opened', async () => {
  const zip = await zipOf({ 'content.xml': Buffer.from('<office:text/>') });
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  zip.writeUInt32LE(zip.readUInt32LE(end + 12) + 2048, end + 12);
  await assertSafeZip(zip);
  await expect(partsOfZip(zip)).rejects.toMatchObject({ code: 'document.zipBroken' });
});
