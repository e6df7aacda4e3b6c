import { readWord } from '../source/value';

/** A label with digits right behind it, as in 申请数量25; 第20, 共25 and 2025 are of a sentence. */
const GLUED = /^(?<label>[^\d]*\p{Script=Han}{3}[)）”]?)(?<figure>\d[\d,]*)$/u;
const NO_LABEL = /[第共约近达为至到计]$/u;

/** Why a figure is doubtful that no space parts from its label. */
export const GLUED_TO_LABEL =
  '数字紧接标签，可能属于标签 the figure stands right behind its label and may be a part of it';

/** Returns the words of a line. A label with the first of several figures right behind it becomes two words, of which the second is glued. */
export function partGlued(line: string): { word: string; isGlued: boolean }[] {
  const words = line.split(/\s+/).filter((part) => part !== '');
  return words.flatMap((word, at) => {
    const { label = '', figure = '' } = GLUED.exec(word)?.groups ?? {};
    const goesOn = words[at + 1] !== undefined && readWord(words[at + 1])?.kind === 'NUMBER';
    if (figure === '' || !goesOn || NO_LABEL.test(label)) return [{ word, isGlued: false }];
    return [
      { word: label, isGlued: false },
      { word: figure, isGlued: true },
    ];
  });
}
