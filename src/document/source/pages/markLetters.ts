import type { Letter, Ruling } from './page';

/** A letter with its standing beside the text: raised, or lowered, as the mark of a note, or struck out. */
export interface MarkedLetter extends Letter {
  readonly isRaised: boolean;
  readonly isStruck: boolean;
}

/** Such a letter is at most this large beside the letter before it: browsers print it at five sixths, and a cell beside has letters of one size. */
const SMALL_SIZE = 0.88;
/** By how much of the letter before it it is raised, or lowered. */
const LEAST_RAISED = 0.15;
const MOST_RAISED = 0.9;
const LEAST_LOWERED = 0.08;
const MOST_LOWERED = 0.6;

/** Where a line through a letter runs, as shares of its height from the top. */
const STRIKE_FROM = 0.3;
const STRIKE_TO = 0.75;
/** The most pairs of lines and letters that are compared. */
const MOST_PAIRS = 20_000_000;

function isRaisedBeside(letter: Letter, plain: Letter, right: number): boolean {
  const raised = (plain.base - letter.base) / plain.size;
  const isRaised = raised >= LEAST_RAISED && raised <= MOST_RAISED;
  const isLowered = -raised >= LEAST_LOWERED && -raised <= MOST_LOWERED;
  return (
    letter.size <= plain.size * SMALL_SIZE &&
    (isRaised || isLowered) &&
    Math.abs(letter.left - right) < plain.size * 0.6
  );
}

/** Returns letters in the order drawn; what is raised or lowered stands on the line of the letter before it. */
function markRaised(letters: readonly Letter[]): MarkedLetter[] {
  let plain: Letter | null = null;
  let right = 0;
  return letters.map((letter) => {
    const marked = { ...letter, isRaised: false, isStruck: false };
    if (letter.text.trim() === '' || letter.isTurned) return marked;
    if (plain && isRaisedBeside(letter, plain, right)) {
      right = letter.right;
      return { ...marked, base: plain.base, isRaised: true };
    }
    plain = letter;
    right = letter.right;
    return marked;
  });
}

function strikes({ at, from, to }: Ruling, { left, right, top, bottom, isTurned }: Letter): boolean {
  const height = bottom - top;
  const middle = (left + right) / 2;
  return (
    !isTurned &&
    middle >= from &&
    middle <= to &&
    at >= top + height * STRIKE_FROM &&
    at <= top + height * STRIKE_TO
  );
}

/** Returns letters with those marked that a line strikes out. A line much longer than what it crosses is no strike. */
function markStruck(letters: readonly MarkedLetter[], rulings: readonly Ruling[]): MarkedLetter[] {
  const across = rulings.filter(({ isHorizontal }) => isHorizontal);
  if (across.length * letters.length > MOST_PAIRS) return [...letters];
  const struck = new Set<Letter>();
  for (const line of across) {
    const under = letters.filter((letter) => letter.text.trim() !== '' && strikes(line, letter));
    if (under.length === 0) continue;
    const size = Math.max(...under.map((letter) => letter.size));
    const width = Math.max(...under.map(({ right }) => right)) - Math.min(...under.map(({ left }) => left));
    if (line.to - line.from <= width + size) for (const letter of under) struck.add(letter);
  }
  return letters.map((letter) => (struck.has(letter) ? { ...letter, isStruck: true } : letter));
}

/** Returns the letters of a page with what is beside the text marked: notes raised, and words struck out. */
export const markLetters = (letters: readonly Letter[], rulings: readonly Ruling[]): MarkedLetter[] =>
  markStruck(markRaised(letters), rulings);
