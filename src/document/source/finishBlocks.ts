import type { Block, TextMarks } from './blocks';

/** A circled or bracketed number in one letter, such as ①, ❶ or ⑴, or a sign of a note. */
const MARK = '[\\u2460-\\u249b\\u24ea-\\u24ff\\u2776-\\u2793※†‡]';
const STAR = '[*＊]';
const FIGURE = '[+\\-－−]?[\\d０-９][\\d０-９,，.．\\s]*(?:万元|亿元|元|件|项|条|宗|个|份|篇|次|起)?';
const MARKED_FIGURE = new RegExp(
  `^\\s*((?:${MARK})*${STAR}?)(\\s*${FIGURE}\\s*)((?:${MARK})*${STAR}?)\\s*$`,
  'u',
);
/** A longer text is no figure with its note; the pattern would take long to find that out. */
const LONGEST_FIGURE = 60;
const MARK_AFTER_DIGIT = new RegExp(`(?<=[\\d０-９])${MARK}+`, 'gu');

/** Returns a text without the marks of notes beside its figures, and these marks. Other circled numbers number items of a list. */
function separateMarks(text: string): { text: string; notes: string[] } {
  const figure = text.length <= LONGEST_FIGURE ? MARKED_FIGURE.exec(text.trim()) : null;
  if (figure) {
    const notes = [figure[1], figure[3]].filter((mark) => mark !== '');
    return notes.length > 0 ? { text: figure[2].trim(), notes } : { text, notes };
  }
  const notes = text.match(MARK_AFTER_DIGIT) ?? [];
  return notes.length > 0 ? { text: text.replace(MARK_AFTER_DIGIT, ''), notes } : { text, notes: [] };
}

const UNDECODED = '有无法识别的字符 a character could not be decoded';

function finish<T extends TextMarks & { readonly text: string }>(one: T): T {
  const { text, notes } = separateMarks(one.text);
  const isUndecoded = text.includes('\ufffd') && !one.doubt?.includes(UNDECODED);
  if (notes.length === 0 && !isUndecoded) return one;
  return {
    ...one,
    text,
    ...(notes.length > 0 ? { notes: [...(one.notes ?? []), ...notes] } : {}),
    ...(isUndecoded ? { doubt: one.doubt ? `${one.doubt}；${UNDECODED}` : UNDECODED } : {}),
  };
}

/** Returns the blocks of a document of any format with marks of notes beside their figures, and doubts of broken letters. */
export function finishBlocks(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.kind === 'TEXT' ? finish(block) : { ...block, cells: block.cells.map(finish) },
  );
}
