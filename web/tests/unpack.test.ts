import { arrayBuffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { BadArchive, isArchive, unpack } from '../src/desk/import/unpack';

const zip = async (files: Readonly<Record<string, string>>): Promise<Blob> => {
  const archive = new ZipFile();
  for (const [name, text] of Object.entries(files))
    archive.addBuffer(Buffer.from(text), name, { compress: text.length > 5 });
  archive.end();
  return new Blob([await arrayBuffer(archive.outputStream as NodeJS.ReadableStream)]);
};

test('the files of an archive are taken out, whatever their folder; what systems leave behind is not', async () => {
  const files = await unpack(
    await zip({
      '2025/教育局.html': 'report '.repeat(100),
      '短.txt': 'abc',
      '__MACOSX/._x': 'junk',
      '2025/~$教育局.docx': 'junk',
      'index.csv': 'the list of an archive of the hub',
    }),
  );
  expect(files.map(({ name }) => name)).toEqual(['教育局.html', '短.txt']);
  expect(await files[0].text()).toBe('report '.repeat(100));
  expect(await files[1].text()).toBe('abc');
});

test('an archive that is broken is refused in words', async () => {
  const archive = await zip({ 'a.html': 'report '.repeat(100) });
  for (const broken of [
    new Blob(['no archive']),
    archive.slice(20),
    archive.slice(0, archive.size - 10),
    new Blob([archive.slice(0, 40), 'xxxx', archive.slice(44)]),
  ])
    await expect(unpack(broken)).rejects.toThrow(BadArchive);
});

test('a document of Word is no archive to take apart', () => {
  expect(isArchive(new File([], '报告.docx'))).toBe(false);
  expect(isArchive(new File([], '年报.ZIP'))).toBe(true);
});

test('names are read in GBK too, as archives made in China often have them', async () => {
  const bytes = Buffer.from(await (await zip({ 'xxxx.txt': 'abc' })).arrayBuffer());
  const name = Buffer.from([0xc4, 0xea, 0xb1, 0xa8]);
  for (let at = bytes.indexOf('xxxx'); at >= 0; at = bytes.indexOf('xxxx', at)) name.copy(bytes, at);
  const [file] = await unpack(new Blob([bytes]));
  expect(file.name).toBe('年报.txt');
});
