import { buffer } from 'node:stream/consumers';
import { fromBuffer } from 'yauzl';
import { ZipFile } from 'yazl';

/** Random numbers that a seed repeats (mulberry32). */
export function randomFrom(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(items: readonly T[]): T => items[below(items.length)] };
}
type Random = ReturnType<typeof randomFrom>;

const span = (random: Random, length: number): [number, number] => {
  const from = random.below(length + 1);
  return [from, Math.min(length, from + random.below(Math.max(2, length >> 3)))];
};

const BYTES: Record<string, (bytes: Buffer, random: Random) => Buffer> = {
  flip: (bytes, random) => {
    const flipped = Buffer.from(bytes);
    for (let times = 1 + random.below(40); times > 0 && flipped.length > 0; times -= 1)
      flipped[random.below(flipped.length)] ^= 1 << random.below(8);
    return flipped;
  },
  truncate: (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  behead: (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  remove: (bytes, random) => {
    const [from, to] = span(random, bytes.length);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  repeat: (bytes, random) => {
    const [from, to] = span(random, bytes.length);
    const part = bytes.subarray(from, Math.min(to, from + 5_000));
    return Buffer.concat([bytes.subarray(0, to), ...Array(random.below(200)).fill(part), bytes.subarray(to)]);
  },
  noise: (bytes, random) => {
    const [from, to] = span(random, bytes.length);
    const noise = Buffer.from(Array.from({ length: to - from }, () => random.below(256)));
    return Buffer.concat([bytes.subarray(0, from), noise, bytes.subarray(to)]);
  },
};

const HUGE = [
  '9'.repeat(400),
  '-1',
  '1e308',
  '0x7fffffff',
  '999999999999999999999',
  '١٢٣',
  'NaN',
  '１２．５',
  '2147483648',
  '0',
  '\u202e12',
];
const HOSTILE = [
  '<table>',
  '</table>',
  '<tr>',
  '<td>',
  '<!--',
  '<![CDATA[',
  '&#0;',
  '\u0000',
  '<script>',
  '|',
  '\t',
  '\n',
];

const TEXTS: Record<string, (text: string, random: Random) => string> = {
  shuffleTags: (text, random) => {
    const parts = text.split(/(?=<)/);
    for (let times = 1 + random.below(60); times > 0; times -= 1) {
      const [one, other] = [random.below(parts.length), random.below(parts.length)];
      [parts[one], parts[other]] = [parts[other], parts[one]];
    }
    return parts.join('');
  },
  hugeNumbers: (text, random) =>
    text.replace(/\d+/g, (number) => (random.below(30) === 0 ? random.pick(HUGE) : number)),
  hugeSpans: (text, random) =>
    text.replace(/(rowspan|colspan|w:val|r)="[^"]*"/g, (match, name) =>
      random.below(10) === 0 ? `${name}="${random.pick(HUGE)}"` : match,
    ),
  hostile: (text, random) => {
    let changed = text;
    for (let times = 1 + random.below(20); times > 0; times -= 1) {
      const at = random.below(changed.length + 1);
      changed = changed.slice(0, at) + random.pick(HOSTILE).repeat(1 + random.below(30)) + changed.slice(at);
    }
    return changed;
  },
  nest: (text, random) => {
    const at = random.below(text.length + 1);
    return (
      text.slice(0, at) +
      random.pick(['<div>', '<table><tr><td>', '（', '<w:p>']).repeat(random.below(20_000)) +
      text.slice(at)
    );
  },
  longLine: (text, random) => {
    const at = random.below(text.length + 1);
    return (
      text.slice(0, at) +
      random.pick(['一', '1', ' ', '年', '、', '1,']).repeat(random.below(300_000)) +
      text.slice(at)
    );
  },
  dropLetters: (text, random) => [...text].filter(() => random.below(50) !== 0).join(''),
};

/** The entries of a ZIP container of the test's own making. */
function unpack(bytes: Buffer): Promise<Map<string, Buffer>> {
  return new Promise((resolve, reject) => {
    fromBuffer(bytes, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const entries = new Map<string, Buffer>();
      zip.on('entry', (entry) => {
        if (entry.fileName.endsWith('/')) return zip.readEntry();
        zip.openReadStream(entry, async (fault, stream) => {
          if (fault) return reject(fault);
          entries.set(entry.fileName, await buffer(stream));
          zip.readEntry();
        });
      });
      zip.on('end', () => resolve(entries));
      zip.readEntry();
    });
  });
}

async function inside(bytes: Buffer, random: Random): Promise<Buffer> {
  const entries = await unpack(bytes);
  const target = random.pick(
    [...entries.keys()].filter((name) =>
      /document\.xml$|sheet\d*\.xml$|Strings\.xml$|styles\.xml$/.test(name),
    ),
  );
  const zip = new ZipFile();
  for (const [name, content] of entries)
    zip.addBuffer(name === target ? await mutate(content, random) : content, name);
  zip.end();
  return buffer(zip.outputStream);
}

/** A document with one to three faults in it. */
export async function mutate(bytes: Buffer, random: Random): Promise<Buffer> {
  const isZip = bytes.subarray(0, 2).toString() === 'PK';
  if (isZip && random.below(3) > 0) return inside(bytes, random);
  const isText = !isZip && bytes.subarray(0, 4).toString() !== '%PDF';
  let changed = bytes;
  for (let times = 1 + random.below(3); times > 0; times -= 1)
    changed =
      isText && random.below(3) > 0
        ? Buffer.from(TEXTS[random.pick(Object.keys(TEXTS))](changed.toString('utf8'), random))
        : BYTES[random.pick(Object.keys(BYTES))](changed, random);
  return changed;
}
