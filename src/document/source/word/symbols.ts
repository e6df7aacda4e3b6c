/**
 * Returns the letter that a symbol of a font shows, by its font and number in hexadecimal; U+FFFD when it is not one that
 * is read. Symbol fonts put their letters at U+F000.
 */
export function symbolOf(font: string, number: string): string {
  const code = Number.parseInt(number, 16);
  if (Number.isNaN(code)) return '\ufffd';
  if (code < 0xf000 || code > 0xf0ff) return String.fromCodePoint(Math.min(code, 0x10ffff));
  const place = code - 0xf000;
  if (/wingdings/i.test(font)) {
    if (place >= 0x81 && place <= 0x8a) return String.fromCodePoint(0x2460 + place - 0x81);
    if (place >= 0x8c && place <= 0x95) return String.fromCodePoint(0x2776 + place - 0x8c);
    return /^(?:6f|71|72|78|a3|a8|fc|fe|fd|fb|52|54|50|4f)$/.test(place.toString(16)) ? '□' : '\ufffd';
  }
  if (/webdings/i.test(font)) return '\ufffd';
  return place >= 0x20 && place <= 0x7e ? String.fromCodePoint(place) : '\ufffd';
}
