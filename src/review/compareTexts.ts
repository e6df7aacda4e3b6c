import { diffArrays } from 'diff';
import { type TextPart, TextPartKind } from './differenceTypes';

/** How long comparing two texts may last, in milliseconds; then one is shown as removed and the other as added. */
const MAX_COMPARE_MS = 300;

/** The length of the longest text that is compared word by word; a longer one is compared sentence by sentence, as nobody waits for its words. */
const LONGEST_BY_WORDS = 20_000;

const WORDS = new Intl.Segmenter('zh', { granularity: 'word' });

/** Sentences, and pieces of those that are too long: the time and memory of finding words grow with the square of the length of a text. */
const PIECES = /[^。！？；\n]{1,500}[。！？；\n]{0,50}|[。！？；\n]{1,500}/gu;

const piecesOf = (text: string): string[] => text.match(PIECES) ?? [];

/** Returns the words of a text with all that is between them; a number with its points and commas is one word. */
const wordsOf = (text: string): string[] =>
  piecesOf(text).flatMap((piece) => Array.from(WORDS.segment(piece), ({ segment }) => segment));

/** A stretch that is the same in both texts and parts two changes, and is too short to be read by itself: marks between words, or a single letter. */
const isTooShort = (text: string) =>
  /^[\p{P}\p{S}\s]*[\p{L}]?[\p{P}\p{S}\s]*$/u.test(text) && !/[。！？；\n]/u.test(text);

/** A place where two texts differ, or a stretch in which they are the same. */
interface Stretch {
  removed: string;
  added: string;
  same: string;
}

/** Returns the differences of two texts, those that only a mark or a letter parts drawn together, so that they are read as the words were written. */
function stretchesOf(before: string, after: string): Stretch[] {
  const isLong = Math.max(before.length, after.length) > LONGEST_BY_WORDS;
  const split = isLong ? piecesOf : wordsOf;
  const changes = diffArrays(split(before), split(after), { timeout: MAX_COMPARE_MS }) ?? [
    { removed: true, added: false, value: [before] },
    { removed: false, added: true, value: [after] },
  ];
  const stretches: Stretch[] = [];
  for (const { removed, added, value } of changes) {
    const text = value.join('');
    const last = stretches.at(-1);
    if (!removed && !added) stretches.push({ removed: '', added: '', same: text });
    else if (last && last.same === '') {
      if (removed) last.removed += text;
      else last.added += text;
    } else stretches.push({ removed: removed ? text : '', added: added ? text : '', same: '' });
  }
  return drawTogether(stretches);
}

function drawTogether(stretches: readonly Stretch[]): Stretch[] {
  const drawn: Stretch[] = [];
  for (const [at, stretch] of stretches.entries()) {
    const last = drawn.at(-1);
    const parts = stretch.same !== '' && at < stretches.length - 1 && isTooShort(stretch.same);
    if (last && last.same === '' && (stretch.same === '' || parts)) {
      last.removed += stretch.removed + stretch.same;
      last.added += stretch.added + stretch.same;
    } else drawn.push({ ...stretch });
  }
  return drawn;
}

/** Compares two texts word by word, and long ones sentence by sentence. Without the added parts the result is the old text, without the removed ones the new text. */
export const compareTexts = (before: string, after: string): TextPart[] =>
  stretchesOf(before, after).flatMap(({ removed, added, same }) =>
    [
      { kind: TextPartKind.SAME, text: same },
      { kind: TextPartKind.REMOVED, text: removed },
      { kind: TextPartKind.ADDED, text: added },
    ].filter(({ text }) => text !== ''),
  );
