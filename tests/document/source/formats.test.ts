import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import JSZip from 'jszip';
import { readDocument } from '../../../src/document/reader/readDocument';
import { findOffice } from '../../../src/document/source/old/convertWithOffice';
import { UnreadableDocument } from '../../../src/document/source/unreadableDocument';
import { compoundFile } from './compoundFixtures';
import { inGbk } from './gbk';
import { pageWith, RECEIVED } from './pageFixtures';
import { bodyOf, mainPartOf, run } from './wordFixtures';

const CELL = 'requests.received.businessEnterprise';
const FIGURES = ['21', '4', '0', '3', '1', '5', '34'];
const COLUMNS = ['', '自然人', '商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他', '总计'];
const TITLE = '演示县林业局2024年政府信息公开工作年度报告';
const LABEL = '一、本年新收政府信息公开申请数量';
const HIDDEN = [LABEL, '91', '92', '93', '94', '95', '96', '561'];

async function expectFigures(bytes: Buffer, format: string, note: string | null = null) {
  const reading = await readDocument(bytes);
  expect(reading).toMatchObject({ format, agency: '演示县林业局', year: 2024 });
  expect(Object.fromEntries(Object.keys(RECEIVED).map((code) => [code, reading.cells[code].value]))).toEqual(
    RECEIVED,
  );
  expect(reading.cells[CELL]).toMatchObject({ note });
  expect(reading.cells[CELL].confidence).toBeGreaterThanOrEqual(0.8);
}
const quoted = (bytes: Buffer) => {
  const text = [...bytes]
    .map((byte) =>
      byte > 126 || byte === 61 || byte < 32
        ? `=${byte.toString(16).toUpperCase().padStart(2, '0')}`
        : String.fromCharCode(byte),
    )
    .join('');
  return (text.match(/(?:=..|[^=]){1,60}/g) ?? []).join('=\r\n');
};
const part = (headers: string, body: string) => `------=_Next\r\n${headers}\r\n\r\n${body}\r\n`;
const mhtml = (...parts: string[]) =>
  Buffer.from(
    `From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----=_Next"\r\n\r\n${parts.join('')}------=_Next--\r\n`,
    'latin1',
  );

describe('A page saved in one file', () => {
  const page = pageWith({
    cell: '4<span class=old>7</span><sup>1</sup>',
    head: '<style>.old{display:none}</style>',
  });
  const gbk = inGbk(page.replace('charset="utf-8"', 'charset="gb2312"'));
  test.each<[string, Buffer]>([
    [
      'by Word: GBK, quoted',
      mhtml(
        part(
          'Content-Location: a.htm\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset="gb2312"',
          quoted(gbk),
        ),
      ),
    ],
    [
      'by a browser that leaves the encoding to the page',
      mhtml(part('Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable', quoted(gbk))),
    ],
    [
      'in base64',
      mhtml(
        part(
          'Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64',
          Buffer.from(page).toString('base64'),
        ),
      ),
    ],
    [
      'with a head of its own',
      mhtml(
        part(
          'Content-Type: text/html\r\nContent-Transfer-Encoding: base64',
          Buffer.from(page).toString('base64'),
        ),
        part(
          'Content-Type: text/html\r\nContent-Location: header.htm',
          '<html><body><p>88</p></body></html>',
        ),
      ),
    ],
    [
      'with its style sheet',
      mhtml(
        part(
          'Content-Type: text/html\r\nContent-Transfer-Encoding: base64',
          Buffer.from(page.replace(/<style>.*<\/style>/, '<link rel=stylesheet href="cid:1">')).toString(
            'base64',
          ),
        ),
        part('Content-Type: text/css\r\nContent-ID: <1>', '.old { display: none }'),
      ),
    ],
  ])('%s', (_, bytes) => expectFigures(bytes, 'MHTML', '1'));

  test('of frames, as Excel saves a workbook', () => {
    const frames = part(
      'Content-Type: text/html',
      '<html><frameset rows="*"><frame src="sheet001.htm"></frameset></html>',
    );
    const sheet = part(
      'Content-Type: text/html\r\nContent-Transfer-Encoding: base64',
      Buffer.from(pageWith({})).toString('base64'),
    );
    return expectFigures(mhtml(frames, sheet), 'MHTML');
  });

  test.each(['gb2312', 'gbk', 'gb18030'])('a page that names %s', (name) =>
    expectFigures(inGbk(pageWith({}).replace('charset="utf-8"', `charset=${name}`)), 'HTML'),
  );
});

describe('A Word document in one XML file', () => {
  const variant = { cell: `${run('4')}${run('7', '<w:vanish/>')}${run('71', '<w:strike/>')}` };
  test('flat OPC', () => {
    const xml = mainPartOf(variant).replace(/^<\?.*?\?>/, '');
    const flat = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><pkg:part pkg:name="/_rels/.rels"><pkg:xmlData><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships></pkg:xmlData></pkg:part><pkg:part pkg:name="/word/document.xml"><pkg:xmlData>${xml}</pkg:xmlData></pkg:part></pkg:package>`;
    return expectFigures(Buffer.from(flat), 'DOCX', '71');
  });

  test('Word 2003, with a deletion that was tracked', () => {
    const deleted = `<aml:annotation aml:id="1" w:type="Word.Deletion"><aml:content>${run('7')}</aml:content></aml:annotation>`;
    const body = bodyOf({ ...variant, cell: `${variant.cell}${deleted}` });
    const xml = `<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml" xmlns:aml="http://schemas.microsoft.com/aml/2001/core" xmlns:wx="http://schemas.microsoft.com/office/word/2003/auxHint"><w:body><wx:sect>${body}</wx:sect></w:body></w:wordDocument>`;
    return expectFigures(Buffer.from(xml), 'WORD_XML', '71');
  });

  test('the main part alone', () => expectFigures(Buffer.from(mainPartOf(variant)), 'DOCX', '71'));
});

describe('An OpenDocument text', () => {
  const NAMESPACES = ['office', 'text', 'table', 'style']
    .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
    .join(' ');
  const FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"';
  const style = (name: string, properties: string) =>
    `<style:style style:name="${name}" style:family="text"><style:text-properties ${properties}/></style:style>`;
  const cells = (all: readonly string[]) =>
    all.map((text) => `<table:table-cell><text:p>${text}</text:p></table:table-cell>`).join('');
  const contentWith = (cell: string, root = 'office:document-content') => {
    const own = FIGURES.map((figure, at) => (at === 1 ? cell : figure));
    return `<?xml version="1.0" encoding="UTF-8"?><${root} ${NAMESPACES} ${FO}><office:automatic-styles>${style('H', 'text:display="none"')}${style('S', 'style:text-line-through-style="solid"')}${style('U', 'style:text-position="super 58%"')}${style('W', 'fo:color="#ffffff"')}${style('Z', 'fo:font-size="1pt"')}</office:automatic-styles><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>99</text:p></text:deletion></text:changed-region><text:changed-region text:id="ct1"><text:deletion/></text:changed-region><text:changed-region text:id="ct2"><text:insertion/></text:changed-region></text:tracked-changes><text:h text:outline-level="1">${TITLE}</text:h><text:p>三、收到和处理政府信息公开申请情况</text:p><table:table><table:table-column table:number-columns-repeated="8"/><table:table-row>${cells(COLUMNS)}</table:table-row><table:table-row table:visibility="collapse">${cells(HIDDEN)}</table:table-row><table:table-row>${cells([LABEL, ...own])}</table:table-row></table:table><text:p>六、其他需要报告的事项</text:p><text:p>无。</text:p></office:text></office:body></${root}>`;
  };
  const span = (name: string, text: string) => `<text:span text:style-name="${name}">${text}</text:span>`;
  const zipped = async (content: string) => {
    const zip = new JSZip();
    zip.file('mimetype', 'application/vnd.oasis.opendocument.text');
    zip.file('content.xml', content);
    return zip.generateAsync({ type: 'nodebuffer' });
  };
  test.each<[string, string, string | null]>([
    ['plainly', '4', null],
    [
      'without hidden text',
      `4${span('H', '7')}<text:hidden-text text:is-hidden="true">7</text:hidden-text>`,
      null,
    ],
    ['without what is too pale or small', `4${span('W', '7')}${span('Z', '7')}`, null],
    ['without what is struck out', `${span('S', '71')}4`, '71'],
    [
      'without a deletion that was left in its place',
      '<text:change-start text:change-id="ct1"/>7<text:change-end text:change-id="ct1"/><text:change-start text:change-id="ct2"/>4<text:change-end text:change-id="ct2"/>',
      null,
    ],
    ['without a hidden paragraph', '4</text:p><text:p><text:hidden-paragraph text:is-hidden="true"/>7', null],
    ['with raised marks as notes', `4${span('U', '1')}`, '1'],
    [
      'with footnotes as notes',
      '4<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>含补报</text:p></text:note-body></text:note>',
      '注1：含补报',
    ],
  ])('%s', async (_, cell, note) => {
    await expectFigures(await zipped(contentWith(cell)), 'ODT', note);
    await expectFigures(Buffer.from(contentWith(cell, 'office:document')), 'ODT', note);
  });
});

describe('An RTF file', () => {
  const escaped = (text: string) =>
    [...text].map((letter) => (letter > '~' ? `\\u${letter.codePointAt(0)}?` : letter)).join('');
  const inPage936 = (text: string) =>
    [...inGbk(text)]
      .map((byte) => (byte > 126 ? `\\'${byte.toString(16)}` : String.fromCharCode(byte)))
      .join('');
  const row = (texts: readonly string[], formats = '') =>
    `\\trowd${texts.map((_, at) => `${at === 1 ? formats : ''}\\cellx${(at + 1) * 1000}`).join('')}\\pard\\intbl ${texts.map((text) => `${text}\\cell `).join('')}\\row\n`;
  const rtfWith = (cell: string, write = escaped) => {
    const own = FIGURES.map((figure, at) => (at === 1 ? cell : figure));
    const line = (text: string) => `\\pard ${write(text)}\\par\n`;
    return Buffer.from(
      `{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0\\fnil\\fcharset134 SimSun;}}{\\colortbl;\\red255\\green255\\blue255;\\red255\\green0\\blue0;}{\\stylesheet{\\s0 Normal;}}{\\info{\\title 99}}{\\header 99}\n${line(TITLE)}${line('三、收到和处理政府信息公开申请情况')}${row(COLUMNS.map(write))}${row([write(LABEL), ...own])}${line('六、其他需要报告的事项')}${line('无。')}}`,
      'latin1',
    );
  };
  test.each<[string, string, string | null]>([
    ['plainly', '4', null],
    ['without hidden text', '4{\\v 7}', null],
    ['without deleted text', '4{\\deleted 7}\\plain{}', null],
    ['without what is too small', '4{\\fs2 7}', null],
    ['without white on white', '4{\\cf1 7}', null],
    ['without the code of a field', '{\\field{\\*\\fldinst QUOTE 7}{\\fldrslt 4}}', null],
    ['without unknown groups', '4{\\*\\unknown 7}', null],
    ['with a strike as a note', '{\\strike 71}4', '71'],
    ['with a raised mark as a note', '4{\\super 1}', '1'],
    ['with a footnote as a note', '4{\\super\\chftn{\\footnote\\pard\\plain \\u21547?}}', '注1：含'],
  ])('%s', async (_, cell, note) => {
    await expectFigures(rtfWith(cell), 'RTF', note);
    await expectFigures(rtfWith(cell, inPage936), 'RTF', note);
  });

  test('a field without a result is doubtful', async () => {
    const { cells } = await readDocument(rtfWith('{\\field{\\*\\fldinst =SUM(LEFT)}{\\fldrslt }}'));
    expect(cells[CELL].confidence).toBeLessThanOrEqual(0.5);
  });
});

describe('What cannot be read is called by its name', () => {
  const zipOf = async (name: string) => {
    const zip = new JSZip();
    zip.file(name, 'x');
    return zip.generateAsync({ type: 'nodebuffer' });
  };
  const found = process.env.SOFFICE_PATH;
  beforeAll(() => {
    process.env.SOFFICE_PATH = '/none';
  });
  afterAll(() => {
    if (found === undefined) delete process.env.SOFFICE_PATH;
    else process.env.SOFFICE_PATH = found;
  });
  test.each<[string, () => Promise<Buffer>, string, RegExp]>([
    [
      'an old Word file',
      async () => compoundFile('WordDocument', '1Table'),
      'document.oldOffice',
      /\.wps.*另存为 \.docx/,
    ],
    ['an old workbook', async () => compoundFile('Workbook'), 'document.oldOffice', /\.et.*另存为 \.xlsx/],
    [
      'an old presentation',
      async () => compoundFile('PowerPoint Document', 'Workbook'),
      'document.oldOffice',
      /演示文稿/,
    ],
    [
      'a locked document',
      async () => compoundFile('EncryptionInfo', 'EncryptedPackage'),
      'document.encrypted',
      /去除密码/,
    ],
    ['a mail', async () => compoundFile('__properties_version1.0'), 'document.oldOffice', /邮件/],
    ['a presentation', () => zipOf('ppt/presentation.xml'), 'document.unknownArchive', /演示文稿/],
    ['a binary workbook', () => zipOf('xl/workbook.bin'), 'document.unknownArchive', /\.xlsb/],
    ['a ZIP', () => zipOf('a.docx'), 'document.unknownArchive', /解压/],
    [
      'a RAR',
      async () => Buffer.from('Rar!\x1a\x07\x00........', 'latin1'),
      'document.unknownArchive',
      /RAR/,
    ],
    [
      'a 7z',
      async () => Buffer.from('7z\xbc\xaf\x27\x1c........', 'latin1'),
      'document.unknownArchive',
      /7z/,
    ],
    [
      'a UOF',
      async () =>
        Buffer.from('<?xml version="1.0"?><uof:UOF xmlns:uof="http://schemas.uof.org/cn/2003/uof"/>'),
      'document.unknownFormat',
      /UOF/,
    ],
    ['nothing', async () => Buffer.from(' \n'), 'document.empty', /是空的/],
    [
      'another text',
      async () => Buffer.from('今天天气很好。'),
      'document.noReport',
      /没有找到.*一、总体情况/,
    ],
    ['a program', async () => Buffer.from('MZ\x90\x00', 'latin1'), 'document.unknownFormat', /程序/],
    ['a drawing', () => zipOf('visio/document.xml'), 'document.unknownArchive', /Visio/],
    ['a large file', async () => Buffer.alloc(20_000_001, 32), 'document.tooLarge', /20 MB/],
    ['a broken PDF', async () => Buffer.from('%PDF-1.7 broken'), 'document.damaged', /已损坏/],
    ['a photograph', async () => Buffer.from('\xff\xd8\xff\xe0..JFIF', 'latin1'), 'document.image', /图片/],
  ])('%s', async (_, make, code, message) => {
    const refused = readDocument(await make());
    await expect(refused).rejects.toBeInstanceOf(UnreadableDocument);
    await expect(refused).rejects.toMatchObject({ code, messageZh: expect.stringMatching(message) });
    // Whoever sent it reads what to do, in either language.
    await expect(refused).rejects.toMatchObject({
      messageZh: expect.stringMatching(/请/),
      messageEn: expect.stringMatching(/[;.,:] (?:send|save|export|unpack|scan|look|open)\b/i),
    });
  });
});

/** Writes a page in an old format with LibreOffice itself. */
async function writeOld(office: string, page: string, ending: string, filter: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'ogi-old-'));
  try {
    await writeFile(join(folder, 'page.html'), page);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = [profile, '--headless', `--infilter=${filter}`, '--convert-to', ending, '--outdir', folder];
    await promisify(execFile)(office, [...args, join(folder, 'page.html')]);
    return await readFile(join(folder, `page.${ending}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('An old document is converted where LibreOffice is on the machine', async () => {
  const office = await findOffice();
  if (!office) {
    process.stdout.write(
      'LibreOffice is not on this machine: old documents are refused by name, not converted.\n',
    );
    return;
  }
  const page = pageWith({ cell: '<s>71</s>4' });
  const old = await writeOld(office, page, 'doc', 'HTML (StarWriter)');
  // In a folder of its own: another run may convert a document at the same time.
  const { TMPDIR } = process.env;
  const folder = await mkdtemp(join(tmpdir(), 'ogi-formats-'));
  process.env.TMPDIR = folder;
  try {
    await expectFigures(old, 'DOC', '71');
    const refused = readDocument(compoundFile('WordDocument'));
    await expect(refused).rejects.toMatchObject({
      code: expect.stringMatching(/^document\.(?:oldOffice|noReport)$/),
    });
    expect((await readdir(folder)).filter((name) => name.startsWith('ogi-convert-'))).toEqual([]);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
