import type { Finding } from '../../../../src/form/finding';
import { isIndicatorValue, NO_INDICATOR_VALUE } from '../../../../src/form/indicatorValue';
import { splitUnit } from '../../../../src/form/units';
import { QUALIFIERS } from '../../figures/shownValue';
import type { Fields } from '../held/held';
import type { Content } from '../useWork';
import { trimFigure } from './trimFigure';

const PREFIX = 'indicators.';

type Stated = NonNullable<Content['indicators']>[number];
/** How exact an indicator is. */
export type Qualifier = Stated['qualifier'];

/** How exact an indicator may be said to be, in the words of the list beside its figure. */
export const EXACTNESS: readonly (readonly [Qualifier, zh: string, en: string])[] = [
  ['EXACT', '确数', 'exact'],
  ['AT_LEAST', '至少（余、多）', 'at least (over)'],
  ['AT_MOST', '至多（近、不足）', 'at most (nearly, under)'],
  ['APPROXIMATE', '约', 'approximately (about)'],
];

/** Returns where a word that says how exact a figure is goes; nothing for a text without a figure or without a word. */
function exactnessHint(figure: string): readonly [zh: string, en: string] {
  if (!/\p{L}/u.test(figure) || !/\d/.test(figure)) return ['', ''];
  const choices = EXACTNESS.slice(1);
  return [
    `限定词请在旁边选择：${choices.map(([, zh]) => zh).join('、')}。`,
    ` Choose how exact it is in the list beside it: ${choices.map(([, , en]) => en).join(', ')}.`,
  ];
}

/** What is typed of an indicator: the sign of its qualifier, and its figure. */
interface Typed {
  readonly sign: string;
  readonly figure: string;
}

/** Returns the field that an indicator is typed into. */
export const indicatorField = (code: string): string => PREFIX + code;

/** Returns the code of the indicator that is typed into a field; null where it is another field. */
export const indicatorOf = (field: string): string | null =>
  field.startsWith(PREFIX) ? field.slice(PREFIX.length) : null;

/** Returns the sign of a qualifier as it is typed before the figure; nothing for what is exact. */
export const signOf = (qualifier: Qualifier): string => QUALIFIERS[qualifier]?.[0] ?? '';

/** Parts what is typed of an indicator; the last sign counts. */
export function partsOf(text: string): Typed {
  const [, signs, figure] = /^\s*([≥≤≈]*)(.*)$/su.exec(text) ?? ['', '', text];
  return { sign: signs.at(-1) ?? '', figure };
}

const numberOf = ({ figure }: Typed): string => trimFigure(figure);

/** Whether two texts of an indicator say the same: a sign without a figure is blank. */
export function isSameIndicator(one: string, other: string): boolean {
  const [first, second] = [partsOf(one), partsOf(other)];
  const [figure, figureThere] = [numberOf(first), numberOf(second)];
  if (figure === '' || figureThere === '') return figure === figureThere;
  return first.sign === second.sign && (figure === figureThere || Number(figure) === Number(figureThere));
}

/** Returns the indicators of a report as they are typed. Those of retired ones are not typed: the hub leaves them as they are. */
export const indicatorFields = (content: Content | null): Fields =>
  Object.fromEntries(
    (content?.indicators ?? []).flatMap(({ indicator, value, qualifier }) =>
      indicator.retired || value === null
        ? []
        : [[indicatorField(indicator.code), signOf(qualifier) + String(value)]],
    ),
  );

/** Sentences that indicators rest on, by the fields of the indicators. */
export type Sentences = Readonly<Record<string, string>>;

/** Returns the sentences that the indicators of a report rest on. */
export const sentencesOf = (content: Content | null): Sentences =>
  Object.fromEntries(
    (content?.indicators ?? []).flatMap(({ indicator, sentences }) =>
      sentences[0] ? [[indicatorField(indicator.code), sentences[0].text]] : [],
    ),
  );

/** Returns the fields of indicators that have a figure, in the order in which they are sent. */
const statedFields = (fields: Fields): string[] =>
  Object.keys(fields)
    .filter((field) => indicatorOf(field) !== null && numberOf(partsOf(fields[field])) !== '')
    .sort();

/** Returns the sentence that a typed figure rests on: that of before where the figure is as it was, or where the sentence states it; else null. */
export function sentenceFor(
  field: string,
  fields: Fields,
  stored: Fields,
  sentences: Sentences,
): string | null {
  const sentence = sentences[field];
  const text = fields[field] ?? '';
  if (sentence === undefined || isSameIndicator(text, stored[field] ?? '')) return sentence ?? null;
  const figures: readonly string[] = sentence.replaceAll(',', '').match(/\d+(\.\d+)?/g) ?? [];
  return figures.includes(numberOf(partsOf(text))) ? sentence : null;
}

/** Returns the indicators as they are sent, all of them: the hub drops what a list leaves out. */
export function sentIndicators(fields: Fields, stored: Fields, sentences: Sentences) {
  const qualifiers = Object.keys(QUALIFIERS) as Qualifier[];
  return statedFields(fields).map((field) => {
    const typed = partsOf(fields[field]);
    return {
      indicator: indicatorOf(field) ?? '',
      value: numberOf(typed),
      qualifier: qualifiers.find((qualifier) => signOf(qualifier) === typed.sign) ?? ('EXACT' as const),
      sentence: sentenceFor(field, fields, stored, sentences),
    };
  });
}

/** Returns the field of the indicator that a finding of the hub is about, by its place in the list that was sent; null where it is about another thing. */
export function fieldOfFinding({ path }: Pick<Finding, 'path'>, fields: Fields): string | null {
  const place = /(?:^|\.)indicators\.(\d+)(?:\.|$)/.exec(path);
  return place ? (statedFields(fields)[Number(place[1])] ?? null) : null;
}

/** Returns what is wrong with the indicators that are typed. */
export const checkIndicators = (fields: Fields): Finding[] =>
  statedFields(fields)
    // Whether a unit is one of the indicator only the hub knows.
    .filter((field) => {
      const figure = numberOf(partsOf(fields[field]));
      return !isIndicatorValue(figure) && !splitUnit(figure.normalize('NFKC').trim());
    })
    .map((field) => {
      const [zh, en] = exactnessHint(numberOf(partsOf(fields[field])));
      return { field, zh, en };
    })
    .map(({ field, zh, en }) => ({
      code: NO_INDICATOR_VALUE.code,
      severity: 'ERROR',
      path: field,
      cells: [],
      expected: null,
      actual: fields[field],
      messageZh: NO_INDICATOR_VALUE.zh + zh,
      messageEn: NO_INDICATOR_VALUE.en + en,
      citation: '',
    }));
