/** Addresses by the paths of their files. */
type Addresses = Readonly<Record<string, string>>;

/** Character maps of Chinese fonts that a PDF names and does not hold. */
const MAPS: Addresses = import.meta.glob(
  '../../../node_modules/pdfjs-dist/cmaps/{GB*,UniGB*,Adobe-GB1*,UniCNS*,Adobe-CNS1*}.bcmap',
  { query: '?url&no-inline', import: 'default', eager: true },
);

/** The standard fonts, which a PDF may name without holding them. */
const FONTS: Addresses = import.meta.glob('../../../node_modules/pdfjs-dist/standard_fonts/*.{pfb,ttf}', {
  query: '?url&no-inline',
  import: 'default',
  eager: true,
});

const byName = (addresses: Addresses): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(addresses).map(([path, address]) => [path.slice(path.lastIndexOf('/') + 1), address]),
  );

const PARTS = { cMapUrl: byName(MAPS), standardFontDataUrl: byName(FONTS) };

/** Gives pdf.js the files of its own that a PDF needs, each by its address at this hub. */
export class PdfParts {
  async fetch({ kind, filename }: { readonly kind: string; readonly filename: string }): Promise<Uint8Array> {
    const address = PARTS[kind as keyof typeof PARTS]?.get(filename);
    const response = address === undefined ? null : await fetch(address);
    if (!response?.ok) throw new Error(`pdf.js asks for ${filename}, which is not there`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
