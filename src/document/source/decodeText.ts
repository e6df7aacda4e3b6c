import { UnreadableDocument } from './unreadableDocument';

const ENCODINGS = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'];
/** How many bytes the encoding is judged by. */
const SAMPLE = 200_000;
/** How much worse a broken letter is than a common one is good, and up to which share of broken letters a text is one. */
const BROKEN_WEIGHT = 20;
const MOST_BROKEN = 0.05;

const COMMON = /[政府信息公开開情况況年度报報告的数數量本机機关關申请請]/gu;
const BROKEN = /(?![\t\n\f\r])[\p{Cc}\p{Co}\p{Cn}\ufffd]/gu;

const decode = (encoding: string, bytes: Uint8Array) => new TextDecoder(encoding).decode(bytes);

function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 'utf-8' : null;
}

/** The encoding a page or XML names in its first lines. UTF-16 is passed over: such a name could not be read in it. */
function declaredIn(bytes: Buffer): string | null {
  const start = bytes.subarray(0, 4096).toString('latin1');
  const name = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})/i.exec(start)?.[1].toLowerCase();
  if (!name || name.startsWith('utf-16')) return null;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

function countIn(text: string, letters: RegExp): number {
  return text.match(letters)?.length ?? 0;
}

/** Returns the encoding in which bytes hold the most common letters of reports and the fewest broken ones; null for none. */
function likeliestEncoding(bytes: Buffer): string | null {
  const sample = bytes.subarray(0, SAMPLE - (SAMPLE % 4));
  const declared = declaredIn(bytes);
  const candidates = [...(declared ? [declared] : []), ...ENCODINGS].map((encoding) => {
    const text = decode(encoding, sample);
    const length = Math.max(1, text.length);
    const broken = countIn(text, BROKEN) / length;
    return { encoding, broken, score: countIn(text, COMMON) / length - BROKEN_WEIGHT * broken };
  });
  const [best] = candidates.sort((one, other) => other.score - one.score);
  return best.broken <= MOST_BROKEN ? best.encoding : null;
}

/**
 * Text of bytes in UTF-8, GB18030 (GB2312, GBK), Big5 or UTF-16, with or without a mark, or in the encoding that a page
 * names. A broken letter becomes U+FFFD and costs no more than itself. Throws when the bytes are no text.
 */
export function decodeText(bytes: Buffer): string {
  const marked = markOf(bytes);
  if (marked) return decode(marked, bytes);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!text.includes('\u0000')) return text;
  } catch {}
  const encoding = likeliestEncoding(bytes);
  if (encoding) return decode(encoding, bytes);
  throw new UnreadableDocument(
    'document.encoding',
    '无法识别文字编码，请用 UTF-8 或 GB18030 保存。',
    'The encoding of the text is not recognised; save it as UTF-8 or GB18030.',
  );
}
