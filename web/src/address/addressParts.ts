import { beijingToday } from '../../../src/form/beijing';
import type { Label } from '../../../src/form/lines';
import type { Translate } from '../language/language';
import { isDay } from '../look/days';
import { readDay } from '../place/day';
import type { PlaceAndYear } from '../place/usePlaceAndYear';
import type { Catalogue } from '../question/valueOptions';

/** What an address is judged by. */
export interface AddressContext {
  readonly state: URLSearchParams;
  readonly where: PlaceAndYear;
  readonly catalogue: Catalogue;
  readonly t: Translate;
}

/** Returns in words what of the text of a parameter is not understood, and what is shown instead; nothing where all of it is. */
export type AddressPart = (name: string, text: string, context: AddressContext) => readonly string[];

/** How much of a text that is not understood is repeated. */
const LONGEST = 60;
const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** Says that a parameter is not understood, why, and what is shown instead. */
export const notUnderstood = (name: string, text: string, why: Label, instead: Label, t: Translate): string =>
  t(
    `“${name}=${shortened(text)}”${why.zh}，${instead.zh}。`,
    `"${name}=${shortened(text)}" ${why.en}: ${instead.en}.`,
  );

/** How many of the words of a parameter are listed; there may be hundreds. */
const MOST_LISTED = 12;

/** Says that a text is none of the words of a parameter, and which there are. */
function noChoice(words: readonly string[]): Label {
  const listed = words.slice(0, MOST_LISTED);
  const isCut = words.length > MOST_LISTED;
  return {
    zh: `不是可选的值（可写 ${listed.join('、')}${isCut ? ` 等 ${words.length} 个` : ''}）`,
    en: `is none of the choices (${listed.join(', ')}${isCut ? ` and ${words.length - MOST_LISTED} more` : ''})`,
  };
}

/** Returns the items of a list in an address. */
export const itemsOf = (text: string | null): string[] => (text ?? '').split(',').filter(Boolean);

/** What is understood whatever it is: a text that is searched for, a code that the page looks up and speaks of itself. */
export const anyText: AddressPart = () => [];

/** What stays of an address from page to page, and is judged where it is used. */
export const CARRIED: Readonly<Record<string, AddressPart>> = {
  place: anyText,
  year: anyText,
  asOf: anyText,
};

/** One of some words; with others what is shown is said. */
export const oneOf =
  (
    words: readonly string[] | ((context: AddressContext) => readonly string[]),
    instead: Label,
  ): AddressPart =>
  (name, text, context) => {
    const all = typeof words === 'function' ? words(context) : words;
    return all.includes(text) ? [] : [notUnderstood(name, text, noChoice(all), instead, context.t)];
  };

/** A list of words; those that are others are left out. */
export const someOf =
  (
    words: readonly string[] | ((context: AddressContext) => readonly string[]),
    instead: Label,
    most = Number.POSITIVE_INFINITY,
  ): AddressPart =>
  (name, text, context) => {
    const all = typeof words === 'function' ? words(context) : words;
    const others = itemsOf(text).filter((one) => !all.includes(one));
    const count = itemsOf(text).length - others.length;
    return [
      ...(others.length > 0
        ? [notUnderstood(name, others.join(','), noChoice(all), instead, context.t)]
        : []),
      ...(count > most
        ? [
            context.t(
              `“${name}”多于 ${most} 个，只用前 ${most} 个。`,
              `"${name}" has more than ${most} items: the first ${most} are used.`,
            ),
          ]
        : []),
    ];
  };

/** A day before today, whose state is shown. Today is the present state. */
export const pastDay: AddressPart = (name, text, { t }) =>
  text === beijingToday() || readDay(text)
    ? []
    : [
        notUnderstood(
          name,
          text,
          { zh: '不是今天以前的日期（写作 2025-03-31）', en: 'is no day before today, such as 2025-03-31' },
          { zh: '显示现在的状态', en: 'the present state is shown' },
          t,
        ),
      ];

/** Any day. */
export const anyDay: AddressPart = (name, text, { t }) =>
  isDay(text)
    ? []
    : [
        notUnderstood(
          name,
          text,
          { zh: '不是日期（写作 2025-03-31）', en: 'is no day, such as 2025-03-31' },
          { zh: '没有作为条件', en: 'it is used as no condition' },
          t,
        ),
      ];

/** One of the years that a page has, of those that there is a form of. */
export const yearIn =
  (yearsOf: (years: readonly number[]) => readonly number[]): AddressPart =>
  (name, text, { where: { years, year }, t }) =>
    yearsOf(years).some((one) => String(one) === text)
      ? []
      : [
          notUnderstood(
            name,
            text,
            { zh: '没有表，或还不能报告', en: 'has no form, or cannot be reported yet' },
            { zh: `显示 ${year} 年`, en: `${year} is shown` },
            t,
          ),
        ];

/** A year that there is a form of and that has ended. */
export const formYear = yearIn((years) => years);

/** Years one by one, or from one to another; those without a form are left out. */
export const formYears: AddressPart = (name, text, { where: { years }, t }) => {
  const wrong = itemsOf(text).filter((item) => item.split('-').some((one) => !years.includes(Number(one))));
  return wrong.length === 0
    ? []
    : [
        notUnderstood(
          name,
          wrong.join(','),
          { zh: '不全是有表的年度', en: 'are not all years with a form' },
          {
            zh: '只比较有表的；一个也没有时比较最近的年度',
            en: 'those with a form are compared, and the last where there is none',
          },
          t,
        ),
      ];
};
