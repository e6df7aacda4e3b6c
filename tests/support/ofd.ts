import JSZip from 'jszip';

/** Text at a point, in millimetres; ideographs are as wide as they are high, digits half. */
export function ofdText(words: string, x: number, y: number, attributes = '', inner = ''): string {
  const letters = [...words];
  const widths = letters.slice(0, -1).map((letter) => (/[ -~]/.test(letter) ? 1.75 : 3.5));
  const isEven = widths.length > 2 && widths.every((width) => width === widths[0]);
  const delta = isEven ? `g ${widths.length} ${widths[0]}` : widths.join(' ');
  return `<ofd:TextObject Boundary="${x} ${y} 100 5" Font="1" Size="3.5" ${attributes}>${inner}<ofd:TextCode X="0" Y="3" DeltaX="${delta}">${words}</ofd:TextCode></ofd:TextObject>`;
}
const box = (x: number, y: number, width: number, height: number) =>
  `<ofd:PathObject Boundary="${x} ${y} ${width} ${height}" LineWidth="0.2"><ofd:AbbreviatedData>M 0 0 L ${width} 0 L ${width} ${height} L 0 ${height} C</ofd:AbbreviatedData></ofd:PathObject>`;

/** An OFD of pages with a template below each; pages have a width and a height. */
export async function ofd(
  pages: readonly string[],
  template = '',
  [width, height]: readonly [number, number] = [210, 297],
): Promise<Buffer> {
  const zip = new JSZip();
  const NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
  zip.file(
    'OFD.xml',
    `<ofd:OFD ${NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
  );
  zip.file(
    'Doc_0/Document.xml',
    `<ofd:Document ${NAMESPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 ${width} ${height}</ofd:PhysicalBox></ofd:PageArea><ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>${pages.map((_, at) => `<ofd:Page ID="${at + 1}" BaseLoc="Pages/Page_${at}/Content.xml"/>`).join('')}</ofd:Pages></ofd:Document>`,
  );
  zip.file(
    'Doc_0/Tpls/Tpl_0/Content.xml',
    `<ofd:Page ${NAMESPACE}><ofd:Content><ofd:Layer>${template}</ofd:Layer></ofd:Content></ofd:Page>`,
  );
  for (const [at, content] of pages.entries())
    zip.file(
      `Doc_0/Pages/Page_${at}/Content.xml`,
      `<ofd:Page ${NAMESPACE}><ofd:Template TemplateID="90" ZOrder="Background"/><ofd:Content><ofd:Layer Type="Body">${content}</ofd:Layer></ofd:Content></ofd:Page>`,
    );
  return zip.generateAsync({ type: 'nodebuffer' });
}

/** A table of boxes whose first column is wide; labels and names may have several lines. */
export function ofdTable(rows: readonly (readonly string[])[], top = 40): string {
  return rows
    .flatMap((row, at) =>
      row.map((words, column) => {
        const [x, width] = column === 0 ? [20, 60] : [80 + (column - 1) * 15, 15];
        const y = top + at * 12;
        return `${box(x, y, width, 12)}${words
          .split('\n')
          .map((part, line) => (part === '' ? '' : ofdText(part, x + 1, y + 1 + line * 4)))
          .join('')}`;
      }),
    )
    .join('');
}
