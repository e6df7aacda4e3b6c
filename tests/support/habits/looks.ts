/** How letters look that are no plain text of their place. */
export type Look = 'HIDDEN' | 'WHITE' | 'STRUCK' | 'RAISED';

/** A piece of text in one look; null for plain. */
export interface Run {
  readonly text: string;
  readonly look: Look | null;
}

/** Looks are written into texts with letters for private use, so that tables of texts can hold them. */
const MARKS: Readonly<Record<Look, string>> = {
  HIDDEN: '\ue000',
  WHITE: '\ue001',
  STRUCK: '\ue002',
  RAISED: '\ue003',
};
const END = '\ue00f';
const DRESSED = /([\ue000-\ue003])([^\ue00f]*)\ue00f/gu;

/** Returns a text in a look. */
export const dressed = (look: Look, text: string): string => `${MARKS[look]}${text}${END}`;

/** Returns the pieces of a text, each in its look. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const match of text.matchAll(DRESSED)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), look: null });
    const look = (Object.keys(MARKS) as Look[]).find((one) => MARKS[one] === match[1]) as Look;
    runs.push({ text: match[2], look });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), look: null });
  return runs;
}

/** Returns what of a text is in no look. */
export const plainIn = (text: string): string =>
  runsOf(text)
    .map(({ text: words, look }) => (look === null ? words : ''))
    .join('');

const isAllHidden = (text: string) => text === '' || runsOf(text).every(({ look }) => look === 'HIDDEN');

/** Returns whether nothing in a row is seen, though something is written there. */
export const isHiddenRow = (row: readonly { readonly text: string }[]): boolean =>
  row.every(({ text }) => isAllHidden(text)) && row.some(({ text }) => text !== '');

/** Returns a text for XML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
