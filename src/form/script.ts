import { Converter } from 'opencc-js/t2cn';

/** Letters that are in GB 2312 and yet are written in traditional texts, or mostly there. */
const ONLY_TRADITIONAL = '於後徵覆';
/** 反覆 and 答覆 are 反复 and 答复, while the dictionary goes by 覆盖. */
const OWN_WAY: Readonly<Record<string, string>> = { 覆: '复' };

const isHan = (code: number) => (code >= 0x3400 && code <= 0x9fff) || (code >= 0xf900 && code <= 0xfaff);

/**
 * Returns, by code, 1 for the ideographs that need a look into the dictionary: all but those of GB 2312, the standard of simplified script.
 */
function lettersToLookUp(): Uint8Array {
  const bytes: number[] = [];
  for (let high = 0xb0; high <= 0xf7; high += 1)
    for (let low = 0xa1; low <= 0xfe; low += 1) bytes.push(high, low);
  const table = Uint8Array.from({ length: 0x1_0000 }, (_, code) => Number(isHan(code)));
  for (const letter of new TextDecoder('gb18030').decode(Uint8Array.from(bytes)))
    table[letter.charCodeAt(0)] = 0;
  for (const letter of ONLY_TRADITIONAL) table[letter.charCodeAt(0)] = 1;
  return table;
}

let mustLookUp: Uint8Array | undefined;
let dictionary: ((text: string) => string) | undefined;
const converted = new Map<string, string>();

function simplifyLetter(letter: string): string {
  const before = converted.get(letter);
  if (before !== undefined) return before;
  const convert = dictionary ?? Converter({ from: 't', to: 'cn' });
  dictionary = convert;
  const found = OWN_WAY[letter] ?? convert(letter);
  const after = found.length === letter.length ? found : letter;
  converted.set(letter, after);
  return after;
}

/**
 * Returns a text with its traditional letters in simplified script, letter for letter: what is compared. The result is as long as the text,
 * so that a place found in it is the same place in what is printed. The dictionary is loaded when the first letter needs it.
 */
export function toSimplified(text: string): string {
  mustLookUp ??= lettersToLookUp();
  let folded = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (mustLookUp[text.charCodeAt(at)] === 0) continue;
    folded += text.slice(from, at) + simplifyLetter(text[at]);
    from = at + 1;
  }
  return from === 0 ? text : folded + text.slice(from);
}

const PRONUNCIATION =
  /(?<=\p{Script=Han})[(（](?=[a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ])[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹ]{1,6}[)）]/giu;

/** Returns a text without the pronunciations that converters of web sites leave behind letters: 數據 of 數(shù)據(jù). */
export function withoutPronunciations(text: string): string {
  return /[(（]/u.test(text) ? text.replace(PRONUNCIATION, '') : text;
}
