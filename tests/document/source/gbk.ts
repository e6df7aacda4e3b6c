const decoder = new TextDecoder('gbk');
const codes = new Map<string, readonly [number, number]>();
for (let lead = 0x81; lead <= 0xfe; lead += 1)
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    if (trail === 0x7f) continue;
    const letter = decoder.decode(Uint8Array.of(lead, trail));
    if (letter.length === 1 && !codes.has(letter)) codes.set(letter, [lead, trail]);
  }

/** Returns a text in GBK, as the web pages of many offices are. */
export function inGbk(text: string): Buffer {
  return Buffer.from([...text].flatMap((letter) => codes.get(letter) ?? [letter.charCodeAt(0) & 0x7f]));
}
