const HAN = '零一二三四五六七八九';

/** Returns a number below a hundred thousand in Chinese numerals: 10 is 十, 21 is 二十一. */
export function inHan(number: number): string {
  if (number < 10) return HAN[number] ?? String(number);
  const units = ['', '十', '百', '千', '万'];
  const digits = [...String(number)].map(Number);
  let text = '';
  for (const [at, digit] of digits.entries()) {
    const unit = units[digits.length - 1 - at] ?? '';
    if (digit === 0) text += text.endsWith('零') || digits.slice(at).every((rest) => rest === 0) ? '' : '零';
    else text += HAN[digit] + unit;
  }
  return text.replace(/^一十/, '十');
}

const ROMAN: readonly [number, string][] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];
/** Returns a number in Roman numerals. */
export function inRoman(number: number): string {
  let rest = Math.min(number, 4000);
  let text = '';
  for (const [value, letters] of ROMAN) for (; rest >= value; rest -= value) text += letters;
  return text;
}

/** Returns a number as lists count with letters: 1 is A, 27 is AA. */
export const inLetters = (number: number): string => {
  const letter = String.fromCharCode(65 + ((number - 1) % 26));
  return letter.repeat(Math.floor((number - 1) / 26) + 1).slice(0, 5);
};
