import { CELLS_IN_ORDER } from '../../../src/form/cells';
import { type Label, REQUEST_COLUMNS } from '../../../src/form/lines';
import { MEASURES } from '../../../src/form/measures';
import { REQUEST_GROUPS, requestRows } from '../../../src/form/requestRows';
import { SECTIONS } from '../../../src/form/sections';
import type { Translate } from '../language/language';
import { withoutResults } from '../report/rowLabels';
import type { Dimension } from './question';

/** Values to choose from, under a heading. */
export interface OptionGroup {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** An indicator of the catalogue. */
export interface Indicator {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly aggregation: string;
}

interface OwnMeasure {
  readonly code: string;
  readonly labelZh: string;
  readonly labelEn: string;
}

/** What the hub collects and forms beside the cells of the form. */
export interface Catalogue {
  readonly indicators: readonly Indicator[];
  /** The measures that are the district's own. */
  readonly ownMeasures: readonly OwnMeasure[];
  /** Those that are not offered here: measures of the demonstration, where real figures are shown. */
  readonly otherMeasures: readonly OwnMeasure[];
}

/** Returns the heading that several rows of section three are printed under. */
export const headingOf = ({ rows: [{ zh, en }] }: (typeof REQUEST_GROUPS)[number]): Label => ({
  zh: withoutResults(zh).replace(/\s*\d\..*$/, ''),
  en: en.split(/[:,]/)[0],
});

/** The headings of section three that several rows are printed under, each of which has a subtotal. */
const SUMMED_GROUPS = REQUEST_GROUPS.filter(({ rows }) => rows.length > 1);

/** Returns the subtotals of section three, of each kind of applicant. */
const subtotalOptions = (t: Translate): OptionGroup['options'] =>
  SUMMED_GROUPS.flatMap((group) => {
    const { zh, en } = headingOf(group);
    return REQUEST_COLUMNS.map((column) => ({
      value: `requests.${group.code}.subtotal.${column.code}`,
      label: t(`${zh} 小计 · ${column.zh}`, `${en}, subtotal, ${column.en.toLowerCase()}`),
    }));
  });

/** Returns the values that rows by some dimensions have. By applicant they are rows of section three, by outcome its columns, by both its cells. */
export function valueOptions(
  by: readonly Dimension[],
  { indicators, ownMeasures }: Catalogue,
  t: Translate,
): OptionGroup[] {
  const isByApplicant = by.includes('APPLICANT');
  const measures = MEASURES.filter(
    ({ numerator, denominator }) =>
      !isByApplicant || [...numerator, ...denominator].every(({ cell }) => cell.startsWith('requests.')),
  ).map(({ code, zh, en }) => ({ value: `measures.${code}`, label: t(zh, en) }));
  const measureGroup = { label: t('比率', 'Ratios'), options: measures };
  if (by.includes('OUTCOME'))
    return [
      {
        label: t('申请', 'Requests'),
        options: isByApplicant
          ? [
              {
                value: 'requests',
                label: t('各类申请人各办理结果的申请', 'Requests by applicant and outcome'),
              },
            ]
          : REQUEST_COLUMNS.map(({ code, zh, en }) => ({
              value: `requests.${code}`,
              label: t(`各办理结果的申请 · ${zh}`, `Requests by outcome, ${en.toLowerCase()}`),
            })),
      },
    ];
  if (isByApplicant)
    return [
      {
        label: t('申请', 'Requests'),
        options: [
          ...requestRows(2021).map(({ code, zh, en }) => ({ value: `requests.${code}`, label: t(zh, en) })),
          ...SUMMED_GROUPS.map((group) => {
            const { zh, en } = headingOf(group);
            return {
              value: `requests.${group.code}.subtotal`,
              label: t(`${zh} 小计`, `${en}, subtotal`),
            };
          }),
        ],
      },
      measureGroup,
    ];
  return [
    ...(indicators.length > 0
      ? [
          {
            label: t('补充指标', 'Supplementary indicators'),
            options: indicators.map(({ code, name, nameEn }) => ({
              value: `indicators.${code}`,
              label: t(name, nameEn ?? name),
            })),
          },
        ]
      : []),
    measureGroup,
    ...(ownMeasures.length > 0
      ? [
          {
            label: t('本地指标', 'Measures of the district'),
            options: ownMeasures.map(({ code, labelZh, labelEn }) => ({
              value: `measures.${code}`,
              label: t(labelZh, labelEn),
            })),
          },
        ]
      : []),
    ...SECTIONS.filter(({ isNarrative }) => !isNarrative).map(({ number, numeral, zh, en }) => ({
      label: t(`${numeral}、${zh}`, `${number}. ${en}`),
      options: [
        ...CELLS_IN_ORDER.filter(({ section }) => section === number).map((cell) => ({
          value: cell.code,
          label: t(cell.zh, cell.en),
        })),
        ...(number === 3 ? subtotalOptions(t) : []),
      ],
    })),
  ];
}

/** Returns the labels of values by their codes. */
export const labelsOf = (groups: readonly OptionGroup[]): ReadonlyMap<string, string> =>
  new Map(groups.flatMap(({ options }) => options.map(({ value, label }) => [value, label] as const)));

/** The value that a question begins with. */
export function firstValue(by: readonly Dimension[]): string {
  if (by.includes('OUTCOME')) return by.includes('APPLICANT') ? 'requests' : 'requests.total';
  return by.includes('APPLICANT') ? 'requests.received' : 'requests.received.total';
}
