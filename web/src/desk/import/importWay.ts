import type { Said } from './importedFile';

/** How documents are imported: recorded as published, as the figures of the organ or of a government with its departments, or kept as drafts. */
export type ImportWay = 'OWN' | 'CONSOLIDATED' | 'DRAFT';

/** The ways in words. */
export const WAYS: Readonly<Record<ImportWay, Said>> = {
  OWN: { zh: '补录并公布（本机关口径）', en: 'Record and publish, figures of the organ itself' },
  CONSOLIDATED: {
    zh: '补录并公布（本级政府汇总口径）',
    en: 'Record and publish, figures of a government with its departments',
  },
  DRAFT: { zh: '存为草稿，不公布', en: 'Keep as drafts, publish nothing' },
};

/** Returns the way that an address names; the first where it names none. */
export const readWay = (text: string | null): ImportWay =>
  text === 'CONSOLIDATED' || text === 'DRAFT' ? text : 'OWN';

/** Returns what a way is for the hub. */
export const asInput = (way: ImportWay) =>
  ({ scope: way === 'CONSOLIDATED' ? 'CONSOLIDATED' : 'OWN', publish: way !== 'DRAFT' }) as const;

/** Returns where a report is, once it was imported. */
export function importedAddress(way: ImportWay, agency: string, year: number): string {
  if (way === 'DRAFT') return `/desk/${agency}/${year}`;
  return `/agencies/${agency}/${year}${way === 'CONSOLIDATED' ? '/consolidated' : ''}`;
}

/** The findings that a document changes nothing of a draft, or of what is published. */
const UNCHANGED = ['document.unchanged', 'report.unchanged'];

/** What the hub says of a document that changes nothing; null of one that changes something. */
export function unchangedIn(
  findings: readonly { readonly code: string; readonly messageZh: string; readonly messageEn: string }[],
): Said | null {
  const found = findings.find(({ code }) => UNCHANGED.includes(code));
  return found ? { zh: found.messageZh, en: found.messageEn } : null;
}

/** What importing changes of what is there, or that it changes nothing. */
export const thereAlready = (way: ImportWay, findings: Parameters<typeof unchangedIn>[0]): Said =>
  unchangedIn(findings) ?? changes(way);

const changes = (way: ImportWay): Said =>
  way === 'DRAFT'
    ? {
        zh: '平台已有这份报告，草稿会成为它新的修订；现在公布的不变。',
        en: 'The hub has this report already: the draft becomes a new revision of it; what is published stays.',
      }
    : {
        zh: '平台已有这份报告：已经公布的，补录作为更正取代现在公布的内容；还没有公布的，补录后即公布。',
        en: 'The hub has this report already. Where it is published, recording replaces that as a correction; where it is not, recording publishes it.',
      };
