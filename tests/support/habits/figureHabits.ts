import { inNumerals } from '../statedSentences';
import type { Random, Writing } from '../tableHabits';
import { dressed, type Look } from './looks';

const wide = (text: string) =>
  text.replace(/\d/gu, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));

/** What stands beside a figure and is no part of it, for each look. */
const BESIDE: Readonly<Record<Look, (figure: string, random: Random) => string>> = {
  HIDDEN: (figure, random) =>
    random.isOneIn(2)
      ? `${dressed('HIDDEN', String(random.below(90)))}${figure}`
      : `${figure}${dressed('HIDDEN', String(random.below(90)))}`,
  WHITE: (figure, random) => `${figure}${dressed('WHITE', String(random.below(90)))}`,
  STRUCK: (figure, random) =>
    random.isOneIn(2)
      ? `${dressed('STRUCK', String(random.below(900)))}${figure}`
      : `${figure}${dressed('STRUCK', String(random.below(900)))}`,
  RAISED: (figure, random) =>
    `${figure}${dressed('RAISED', random.pick(['1', '2', '[1]', '注1', '①', '*']))}`,
};

const PLAIN: readonly ((value: number, random: Random) => string)[] = [
  (value) => `${value}件`,
  (value) => wide(String(value)),
  (value) => value.toLocaleString('en-US'),
  (value) => (value > 10 ? inNumerals(value) : String(value)),
  (value) => ` ${value} `,
  (value) => `${value}①`,
  (value) => `${value}*`,
  (value) => `${value}（其中网上${Math.floor(value / 2)}件）`,
  (value) => `${value}.0`,
  (value) => `0${value}`,
  (value) => `${value} 件`,
  (value) =>
    value > 999 ? `${Math.floor(value / 1000)}，${String(value % 1000).padStart(3, '0')}` : `${value}`,
];

/** Returns a writing of figures: one of so many has something beside it or is written in another manner. */
export function figureWriting(rate: number, looks: readonly Look[]): Writing {
  return (value, random) => {
    const figure = String(value);
    if (rate === 0 || !random.isOneIn(rate)) return figure;
    if (looks.length > 0 && random.isOneIn(2)) return BESIDE[random.pick(looks)](figure, random);
    return random.pick(PLAIN)(value, random);
  };
}
