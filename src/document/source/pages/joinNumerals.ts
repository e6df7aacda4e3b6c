import type { PageLine, Word } from './lines';

const NUMERAL = /^[零〇一二两兩三四五六七八九十百千万萬]+$/u;
/** Numerals with fewer letters fit into any column. */
const FEWEST_LETTERS = 3;
/** A broken numeral goes on so many lines below: the line of its row may come between. */
const MOST_LINES_BELOW = 2;
const BROKEN = '数字折成两行 the figure is broken over lines';

const isNumeral = ({ text }: Word) => NUMERAL.test(text);

/** Returns lines in which numerals that go on under themselves, as in 一千四百八十 over 三, are whole again, doubtfully. */
export function joinNumerals(lines: readonly PageLine[]): PageLine[] {
  const joined: PageLine[] = [];
  for (const line of lines) {
    const begun = line.words.map((word) => {
      const at = joined.findLastIndex(
        ({ words }, index) =>
          index >= joined.length - MOST_LINES_BELOW && words.some((other) => mayGoOn(other, word)),
      );
      return { word, at };
    });
    if (!line.words.every(isNumeral) || begun.some(({ at }) => at < 0)) {
      joined.push(line);
      continue;
    }
    for (const { word, at } of begun)
      joined[at] = {
        ...joined[at],
        words: joined[at].words.map((other) =>
          mayGoOn(other, word)
            ? { ...other, text: other.text + word.text, bottom: word.bottom, doubt: BROKEN }
            : other,
        ),
      };
  }
  return joined;
}

/** Whether a numeral above may go on in another word: it has letters enough, and the word is under it. */
const mayGoOn = (above: Word, word: Word) =>
  isNumeral(above) &&
  above.text.length >= FEWEST_LETTERS &&
  word.left >= above.left - 1 &&
  word.right <= above.right + 1;
