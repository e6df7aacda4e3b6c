/** A piece of an RTF file: the begin or end of a group, a control word with its number, a byte, or plain letters. */
export type RtfToken =
  | { readonly kind: 'BEGIN' }
  | { readonly kind: 'END' }
  | { readonly kind: 'WORD'; readonly name: string; readonly number: number | null }
  | { readonly kind: 'BYTE'; readonly byte: number }
  | { readonly kind: 'LETTERS'; readonly letters: string };

const TOKEN = /([{}])|\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([\da-f]{2})|\\([^a-z])|([^\\{}\r\n]+)|[\r\n]+|\\/giy;
const LETTER_OF_SYMBOL: Readonly<Record<string, string>> = {
  '{': '{',
  '}': '}',
  '\\': '\\',
  '~': '\u00a0',
  _: '-',
};

/** Yields the tokens of an RTF file, whose bytes are read as Latin 1. Binary data are passed over. */
export function* rtfTokens(rtf: string): Generator<RtfToken> {
  TOKEN.lastIndex = 0;
  for (let at = 0; at < rtf.length; ) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(rtf);
    if (!found) return;
    at = TOKEN.lastIndex;
    const [, brace, name, number, hex, symbol, letters] = found;
    if (brace) yield { kind: brace === '{' ? 'BEGIN' : 'END' };
    else if (name) {
      const value = number === undefined ? null : Number(number);
      if (name === 'bin') at += Math.max(0, value ?? 0);
      else yield { kind: 'WORD', name, number: value };
    } else if (hex) yield { kind: 'BYTE', byte: Number.parseInt(hex, 16) };
    else if (symbol === '*') yield { kind: 'WORD', name: '*', number: null };
    else if (symbol === '\n' || symbol === '\r') yield { kind: 'WORD', name: 'par', number: null };
    else if (symbol && symbol in LETTER_OF_SYMBOL)
      yield { kind: 'LETTERS', letters: LETTER_OF_SYMBOL[symbol] };
    else if (letters) yield { kind: 'LETTERS', letters };
  }
}
