import { AGENCY_KIND_CODES } from '../agency/agencyKinds';
import { isSubjectName } from '../compare/comparison';
import { PARTS } from '../overview/coverageParts';
import { overviewValues } from '../overview/values';
import {
  type AddressPart,
  anyText,
  CARRIED,
  formYear,
  formYears,
  itemsOf,
  notUnderstood,
  oneOf,
  pastDay,
  someOf,
} from './addressParts';
import { QUESTION_PARTS } from './questionParts';

const chosenValue = oneOf(
  ({ catalogue }) =>
    overviewValues(catalogue.indicators.map(({ code }) => ({ code, retired: false }))).map(
      ({ code }) => code,
    ),
  {
    zh: '显示新收申请',
    en: 'requests received are shown',
  },
);
const { kinds, levels, years } = QUESTION_PARTS;

/** Codes of agencies and places that are compared; whether there is such a one the page says itself. */
const subjects: AddressPart = (name, text, { t }) =>
  itemsOf(text)
    .filter((item) => !isSubjectName(item))
    .map((item) =>
      notUnderstood(
        name,
        item,
        {
          zh: '不是代码（机关写作 910101-001，区划写作 place:910101）',
          en: 'is no code, written as 910101-001 for an agency and place:910101 for a place',
        },
        {
          zh: '没有比较它；没有其他的时比较本页的区划',
          en: 'it is not compared, and the place of the page is where there is no other',
        },
        t,
      ),
    );

/** The parameters of the pages that anyone may see, each with what is understood; the first pattern that fits is that of a page. */
export const ADDRESS_PAGES: readonly {
  readonly path: RegExp;
  readonly parts: Readonly<Record<string, AddressPart>>;
}[] = [
  {
    path: /^\/$/,
    parts: {
      place: anyText,
      year: formYear,
      asOf: pastDay,
      map: chosenValue,
      league: chosenValue,
      matrix: chosenValue,
    },
  },
  {
    path: /^\/coverage$/,
    parts: {
      place: anyText,
      year: formYear,
      years,
      asOf: pastDay,
      kinds,
      levels,
      part: oneOf(Object.keys(PARTS), { zh: '显示应报的报告', en: 'reports that are expected are shown' }),
    },
  },
  { path: /^\/ask$/, parts: QUESTION_PARTS },
  {
    path: /^\/compare$/,
    parts: {
      place: anyText,
      items: subjects,
      year: formYear,
      years: formYears,
      asOf: pastDay,
      only: oneOf(['different'], { zh: '相同的也列出', en: 'what is the same is shown too' }),
      by: oneOf(['applicant'], { zh: '申请不按申请人细分', en: 'requests are not by kind of applicant' }),
      closed: someOf(['measures', 'indicators', '2', '3', '4'], {
        zh: '各部分都展开',
        en: 'such a part there is not',
      }),
    },
  },
  { path: /^\/measures\/[^/]+$/, parts: { place: anyText, year: formYear, asOf: pastDay } },
  {
    path: /^\/agencies$/,
    parts: {
      ...CARRIED,
      asOf: pastDay,
      name: anyText,
      kind: oneOf(AGENCY_KIND_CODES, { zh: '显示各类机关', en: 'agencies of all kinds are shown' }),
    },
  },
  { path: /^\/agencies\/[^/]+$/, parts: { year: anyText, peers: anyText } },
  {
    path: /^\/agencies\/[^/]+\/[^/]+(?:\/consolidated)?$/,
    parts: { cell: anyText, from: anyText, to: anyText },
  },
];
