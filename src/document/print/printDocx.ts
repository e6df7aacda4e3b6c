import { buffer } from 'node:stream/consumers';
import JSZip from 'jszip';
import { ZipFile } from 'yazl';
import { CELLS } from '../../form/cells';
import type { Label } from '../../form/lines';
import { NARRATIVE_SECTIONS, type NarrativeSection } from '../../form/sections';
import { layOutDocx } from './layOutDocx';
import { WRITTEN_AT } from './normalizeTimestamps';
import { cellText, paragraphsOf, printable, type StatutoryDocument } from './statutoryDocument';
import { compileXml, type Filling, hasSlots, slot, type XmlTemplate } from './xmlTemplate';

const [TITLE, WRITTEN] = ['title', 'written at'];
const [ORIGIN, ORIGIN_EN] = ['origin', 'origin, English'];
const [SUPPLEMENT, SUPPLEMENT_EN] = ['supplement', 'supplement, English'];
const narrative = (section: NarrativeSection) => `section ${section}`;
const REPEATABLE = [ORIGIN, SUPPLEMENT, ...NARRATIVE_SECTIONS.map(narrative)];

/** The parts of a Word file by their names; those without slots are bytes. */
type DocxTemplate = ReadonlyMap<string, XmlTemplate | Buffer>;

/** Returns a document of the same form with slots for all its texts. */
function withSlots({ editions, otherProactive, narratives }: StatutoryDocument): StatutoryDocument {
  const figure = (code: string) => ({
    value: slot(code),
    status: 'REPORTED' as const,
    computed: false,
    note: null,
  });
  return {
    title: slot(TITLE),
    editions,
    otherProactive,
    figures: new Map(CELLS.map(({ code }) => [code, figure(code)])),
    narratives: narratives && {
      1: slot(narrative(1)),
      5: slot(narrative(5)),
      6: slot(narrative(6)),
    },
    indicators: [],
    footer: [{ zh: slot(ORIGIN), en: slot(ORIGIN_EN) }],
    supplements: [{ zh: slot(SUPPLEMENT), en: slot(SUPPLEMENT_EN) }],
    stampedAt: new Date(0),
  };
}

async function makeTemplate(document: StatutoryDocument): Promise<DocxTemplate> {
  const archive = await JSZip.loadAsync(await layOutDocx(withSlots(document)));
  const parts = Object.values(archive.files)
    .filter(({ dir }) => !dir)
    .map(async (file) => {
      const xml = (await file.async('string')).replace(WRITTEN_AT, `$1${slot(WRITTEN)}$2`);
      return [
        file.name,
        hasSlots(xml) ? compileXml(xml, 'w:p', REPEATABLE) : await file.async('nodebuffer'),
      ] as const;
    });
  return new Map(await Promise.all(parts));
}

/** There are as many forms as pairs of editions, with and without prose. */
const templates = new Map<string, Promise<DocxTemplate>>();

function templateOf(document: StatutoryDocument): Promise<DocxTemplate> {
  const { editions, otherProactive, narratives } = document;
  const form = JSON.stringify([editions, otherProactive, narratives !== null]);
  const template = templates.get(form) ?? makeTemplate(document);
  templates.set(form, template);
  return template;
}

/** Returns what fills a line of both languages, once for each. */
const fillLines = (lines: readonly Label[], slotZh: string, slotEn: string) =>
  lines.map(
    ({ zh, en }) =>
      new Map([
        [slotZh, printable(zh)],
        [slotEn, printable(en)],
      ]),
  );

function fillingOf(document: StatutoryDocument): Filling {
  const { title, figures, footer, supplements, stampedAt } = document;
  return {
    texts: new Map([
      [TITLE, printable(title)],
      [ORIGIN_EN, printable(footer[0].en)],
      [WRITTEN, `${stampedAt.toISOString().slice(0, 19)}Z`],
      ...[...figures].map(([code, figure]) => [code, printable(cellText(figure))] as const),
    ]),
    repeated: new Map([
      [ORIGIN, fillLines(footer, ORIGIN, ORIGIN_EN)],
      [SUPPLEMENT, fillLines(supplements, SUPPLEMENT, SUPPLEMENT_EN)],
      ...NARRATIVE_SECTIONS.map((section) => {
        const name = narrative(section);
        const paragraphs = paragraphsOf(document.narratives?.[section]);
        return [name, paragraphs.map((text) => new Map([[name, text]]))] as const;
      }),
    ]),
  };
}

/**
 * Returns the document as a Word file. The file of each form is laid out once and filled for every document. The same document
 * gives the same bytes.
 */
export async function printDocx(document: StatutoryDocument): Promise<Buffer> {
  const template = await templateOf(document);
  const filling = fillingOf(document);
  const zip = new ZipFile();
  for (const [name, part] of template) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(part.fill(filling));
    zip.addBuffer(bytes, name, { mtime: document.stampedAt });
  }
  zip.end();
  return buffer(zip.outputStream);
}
