/** How wide letters are drawn at the size in which charts write names, in pixels; Han letters are as wide as high. */
const HAN_WIDTH = 12;
const LETTER_WIDTH = 6.4;
const PARTED = ' · ';
const CUT = '…';
/** How wide the lines of a tooltip are at most; it stands in a narrow chart too. */
const LINE_WIDTH = 230;

const widthOfLetter = (letter: string) =>
  /[\u1100-\uffff]/u.test(letter) && letter !== CUT ? HAN_WIDTH : LETTER_WIDTH;
/** Returns how wide a text is at the size in which charts write names, in pixels. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + widthOfLetter(letter), 0);

/** Returns as many letters as are within a width. */
function within(letters: readonly string[], room: number): readonly string[] {
  let width = 0;
  const most = letters.findIndex((letter) => {
    width += widthOfLetter(letter);
    return width > room;
  });
  return most < 0 ? letters : letters.slice(0, most);
}

/** What texts begin and end with alike, in letters. */
interface Alike {
  readonly before: number;
  readonly after: number;
}

function alikeOf(texts: readonly string[]): Alike {
  const [first, ...others] = [...new Set(texts)].map((text) => [...text]);
  if (others.length === 0) return { before: 0, after: 0 };
  const shortest = Math.min(first.length, ...others.map(({ length }) => length));
  const isAlike = (at: number) => others.every((letters) => letters.at(at) === first.at(at));
  let before = 0;
  while (before < shortest && isAlike(before)) before += 1;
  let after = 0;
  while (after < shortest - before && isAlike(-1 - after)) after += 1;
  return { before, after };
}

/** Returns a text of at most a width: without what it has in common with the others where that is enough, else its beginning and its end. */
function shorten(text: string, room: number, { before, after }: Alike): string {
  const letters = [...text];
  const own = letters.slice(before);
  const candidates = [
    text,
    ...(before > 1 ? [CUT + own.join('')] : []),
    ...(before > 1 && after > 1 ? [CUT + own.slice(0, -after).join('') + CUT] : []),
  ];
  const fitting = candidates.find((candidate) => widthOf(candidate) <= room);
  if (fitting !== undefined) return fitting;
  const half = (room - widthOf(CUT)) / 2;
  const end = within(letters.toReversed(), half).toReversed();
  return `${within(letters, half).join('').trimEnd()}${CUT}${end.join('').trimStart()}`;
}

/** Returns how much of a width each part gets: the longest are shortened first, so that something of each is left. */
function shareRoom(parts: readonly string[], room: number): readonly number[] {
  let left = room - widthOf(PARTED) * (parts.length - 1);
  const shares = parts.map(() => 0);
  const ordered = parts
    .map((part, at) => ({ at, width: widthOf(part) }))
    .toSorted((a, b) => a.width - b.width);
  for (const [before, { at, width }] of ordered.entries()) {
    shares[at] = Math.min(width, left / (ordered.length - before));
    left -= shares[at];
  }
  return shares;
}

/** Returns names of as many parts within a width in pixels, each part shortened by itself. */
export function fitNames(names: readonly (readonly string[])[], room: number): readonly string[] {
  const alike = (names[0] ?? []).map((_, at) => alikeOf(names.map((parts) => parts[at])));
  return names.map((parts) => {
    const shares = shareRoom(parts, room);
    return parts.map((part, at) => shorten(part, shares[at], alike[at])).join(PARTED);
  });
}

/** Returns a text in lines of at most a width, that of a tooltip where none is given, broken between words and Han letters. */
export function breakLines(text: string, width = LINE_WIDTH): readonly string[] {
  const lines = [''];
  for (const word of text.match(/[\u1100-\uffff]|[^\s\u1100-\uffff]+\s*|\s+/gu) ?? []) {
    if (widthOf((lines.at(-1) + word).trimEnd()) > width) lines.push(word);
    else lines[lines.length - 1] += word;
  }
  return lines.map((line) => line.trimEnd());
}
