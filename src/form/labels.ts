import { memoizeText } from './memoizeText';
import { toSimplified, withoutPronunciations } from './script';
import { similarity } from './similarity';

/** Circled and raised numbers. They are marks of notes: their compatibility forms would make digits of them. */
const NUMBER_MARKS = /[\u00b2\u00b3\u00b9\u2070-\u2079\u2460-\u2473\u24ea-\u24ff\u2776-\u2793]/gu;

/** Text in its own script as it is compared: compatibility forms folded (full-width digits, letters and punctuation), without spaces, marks of notes and pronunciations. */
export function compact(text: string): string {
  return withoutPronunciations(
    text
      .replace(NUMBER_MARKS, '')
      .normalize('NFKC')
      .replace(/[\s\p{Cf}]+/gu, ''),
  );
}

/** Text as compared: compact and in simplified script. */
export const normalize = memoizeText((text) => toSimplified(compact(text)));

/** The letters and digits of a text in lower case, without spaces, punctuation and symbols: what prose and names are compared by. */
export function lettersOnly(text: string): string {
  return normalize(text)
    .replace(/[\p{P}\p{S}]/gu, '')
    .toLowerCase();
}

const ENUMERATOR =
  /^(?:第?[(]?[一二三四五六七八九十]{1,3}(?:[)、.:．]|部分|章|项[、.])|[(]?\d{1,2}[)、．:]|\d{1,2}\.(?!\d)|[#*•·\-—|]+)/u;

/** The enumerator a title begins with, such as 一、 or （三） or 2. ; empty when it has none. */
export const enumeratorOf = memoizeText((text) => ENUMERATOR.exec(normalize(text))?.[0] ?? '');

/** The Chinese letters of a text without enumerators, digits, punctuation and spaces: what labels are compared by. */
export const hanOnly = memoizeText((text) => {
  let rest = normalize(text);
  for (let found = ENUMERATOR.exec(rest); found; found = ENUMERATOR.exec(rest))
    rest = rest.slice(found[0].length);
  return rest.replace(/[^\p{Script=Han}]/gu, '');
});

/** A thing of the form under one of the names documents print for it. */
export interface Name<T> {
  readonly item: T;
  readonly core: string;
}

/** Every printed name of things, as cores. Names of one letter are never compared. */
export function namesOf<T>(items: readonly T[], printed: (item: T) => readonly string[]): readonly Name<T>[] {
  return items.flatMap((item) => printed(item).map((text) => ({ item, core: hanOnly(text) })));
}

const LONG_ENOUGH_TO_CONTAIN = 4;

interface Score {
  readonly score: number;
  /** True when the text is only a part of the name, which may be a part of another as well. */
  readonly isPart: boolean;
}

function compare(text: string, core: string): Score {
  const fullMatch = (score: number) => ({ score, isPart: false });
  if (text === core) return fullMatch(1);
  // A label ends its cell; the words before it are its group.
  if (core.length >= LONG_ENOUGH_TO_CONTAIN && text.includes(core))
    return fullMatch((text.endsWith(core) ? 0.96 : 0.93) + Math.min(core.length, 20) / 1000);
  if (text.length >= LONG_ENOUGH_TO_CONTAIN && core.includes(text))
    return { score: 0.7 + 0.2 * (text.length / core.length), isPart: true };
  return fullMatch(core.length >= LONG_ENOUGH_TO_CONTAIN ? similarity(text, core) * 0.95 : 0);
}

/** Longer texts are prose, no labels. */
const LONGEST_LABEL = 160;
const LEAST = 0.62;
const MARGIN = 0.01;

interface Named<T> {
  readonly item: T;
  readonly score: number;
}

/** Returns the one thing a text without all but Chinese letters names; null when it names none, or two alike. */
function matchCore<T>(text: string, names: readonly Name<T>[]): Named<T> | null {
  const byItem = new Map<T, Score>();
  for (const { item, core } of names) {
    const found = compare(text, core);
    if (found.score > (byItem.get(item)?.score ?? 0)) byItem.set(item, found);
  }
  const [best, rival] = [...byItem].sort((one, other) => other[1].score - one[1].score);
  if (!best || best[1].score < LEAST) return null;
  const isAmbiguous =
    rival !== undefined &&
    best[1].score < 1 &&
    (best[1].score - rival[1].score < MARGIN || (best[1].isPart && rival[1].isPart));
  return isAmbiguous ? null : { item: best[0], score: best[1].score };
}

type Matcher = (text: string) => { readonly named: Named<unknown> | null };
const matchers = new WeakMap<readonly Name<unknown>[], Matcher>();

/** The one thing a label names, with how surely (0 to 1); null when it names none, or two alike. */
export function matchName<T>(label: string, names: readonly Name<T>[]): Named<T> | null {
  const text = label.length > LONGEST_LABEL ? '' : hanOnly(label);
  if (text === '') return null;
  const match = matchers.get(names) ?? memoizeText((core) => ({ named: matchCore(core, names) }));
  matchers.set(names, match);
  return match(text).named as Named<T> | null;
}
