import { CUT_OFF } from '../seen/doubts';
import { unifyRadicals } from '../unifyRadicals';
import type { DrawnArea, DrawnLetter } from './drawn';
import { holds, type Letter, middleOf } from './page';
import type { SizedDrawing } from './rotatePage';

/** Letters smaller than this cannot be read, in points: those of one point, which programs print a little larger or smaller, among them. */
const SMALLEST = 1.1;
/** How much of a letter may lie outside of what is shown before it counts as cut. */
const CUT = 0.05;
const LEAST_CONTRAST = 24;

const NO_NAMES = '字体没有字符对照，文字可能不是所见 the font does not say which letters it shows';
const UNDER_PICTURE = '文字来自图片下的识别层 the text lies under a picture, as recognised from a scan';

/** Letters that name no character: control characters, private use, and what could not be decoded. */
const NAMELESS = /[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u;

const partsOf = (colour: string) =>
  [1, 3, 5].map((from) => Number.parseInt(colour.slice(from, from + 2), 16));

/** Whether writing of one colour can be seen on another. */
function contrasts(colour: string, ground: string): boolean {
  const [one, other] = [partsOf(colour), partsOf(ground)];
  return one.some((part, at) => Math.abs(part - other[at]) >= LEAST_CONTRAST);
}

/** The share of a letter's width and height that is outside of its clip, whichever is larger. */
function hiddenShare({ left, top, right, bottom, clip }: DrawnLetter): number {
  const outside = (low: number, high: number, from: number, to: number) =>
    high > low ? (Math.max(0, from - low) + Math.max(0, high - to)) / (high - low) : 0;
  return Math.max(outside(left, right, clip.left, clip.right), outside(top, bottom, clip.top, clip.bottom));
}

/** What is wrong with a letter: why it may not be what it seems, or that it is not seen. Null when it is plainly seen. */
type Judgement = string | 'HIDDEN' | 'OUTSIDE' | null;

function judge(letter: DrawnLetter, areas: readonly DrawnArea[]): Judgement {
  const [x, y] = [middleOf(letter), (letter.top + letter.bottom) / 2];
  if (letter.size < SMALLEST || letter.direction === 'OBLIQUE') return 'HIDDEN';
  if (!holds(letter.clip, x, y)) return 'OUTSIDE';
  let ground: DrawnArea | null = null;
  let cover: DrawnArea | null = null;
  for (const area of areas)
    if (holds(area.box, x, y)) {
      if (area.order < letter.order) ground = area;
      else cover = area;
    }
  if (letter.isInvisible) return ground?.isPicture || cover?.isPicture ? UNDER_PICTURE : 'HIDDEN';
  if (cover) return cover.isPicture ? UNDER_PICTURE : 'HIDDEN';
  const paper = ground ? ground.colour : '#ffffff';
  if (letter.colour && paper && !contrasts(letter.colour, paper)) return 'HIDDEN';
  if (!letter.isNamed || NAMELESS.test(letter.text)) return NO_NAMES;
  return hiddenShare(letter) > CUT ? CUT_OFF : null;
}

/** How near two letters lie that are one, printed twice to look bold, as a share of their size. */
const SAME_PLACE = 0.25;

/** Letters without those drawn again at nearly the same place. */
function withoutOverprint(letters: readonly Letter[]): Letter[] {
  const drawn = new Map<string, Letter[]>();
  const cellOf = (value: number) => Math.floor(value / 8);
  return letters.filter((letter) => {
    const near = SAME_PLACE * letter.size;
    for (const right of [-1, 0, 1])
      for (const down of [-1, 0, 1])
        for (const other of drawn.get(
          `${letter.text} ${cellOf(letter.left) + right} ${cellOf(letter.base) + down}`,
        ) ?? [])
          if (Math.abs(other.left - letter.left) < near && Math.abs(other.base - letter.base) < near)
            return false;
    const key = `${letter.text} ${cellOf(letter.left)} ${cellOf(letter.base)}`;
    const own = drawn.get(key);
    if (own) own.push(letter);
    else drawn.set(key, [letter]);
    return true;
  });
}

/** Whether two letters drawn one after the other are of one word. */
const isBeside = (one: DrawnLetter | undefined, other: DrawnLetter): boolean =>
  one !== undefined &&
  Math.abs(one.base - other.base) < other.size / 4 &&
  Math.min(Math.abs(other.left - one.right), Math.abs(one.left - other.right)) < other.size / 2;

/** Returns the letters of a page that a person sees, each once. Spaces are kept: they part words. */
export function visibleLetters({ drawing }: SizedDrawing): Letter[] {
  const { letters: drawn, areas } = drawing;
  const judgements = drawn.map((letter) => judge(letter, areas));
  const isOutside = (at: number) => judgements[at] === 'OUTSIDE' && drawn[at].text.trim() !== '';
  const letters = drawn.flatMap((letter, at): Letter[] => {
    const judgement = judgements[at];
    if (judgement === 'HIDDEN' || judgement === 'OUTSIDE') return [];
    const isCut = [at - 1, at + 1].some((near) => isOutside(near) && isBeside(drawn[near], letter));
    const { left, top, right, bottom, base, size, direction, order } = letter;
    const doubt = letter.text.trim() === '' ? null : (judgement ?? (isCut ? CUT_OFF : null));
    return [
      {
        text: unifyRadicals(letter.text),
        left,
        top,
        right,
        bottom,
        base,
        size,
        isTurned: direction !== 0,
        order,
        ...(doubt ? { doubt } : {}),
      },
    ];
  });
  return withoutOverprint(letters);
}
