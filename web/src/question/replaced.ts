import { isFormula } from '../../../src/form/formulaTokens';
import type { Translate } from '../language/language';
import { readYears } from '../place/readYears';
import { formulaOfCode, whyNoFormula } from './formulas';
import { DIMENSIONS, type Question, spanOf } from './question';
import { type Catalogue, labelsOf, valueOptions } from './valueOptions';

/** Returns in words which years are shown where an address names others; nothing where it names those. */
export function replacedYears(
  text: string,
  years: readonly number[],
  shown: Question,
  t: Translate,
): string[] {
  const named = readYears(text, years);
  if (text.split(/[-,]/).some((year) => !years.includes(Number(year))))
    return [
      t(
        `没有 ${text} 年的表，这里是 ${spanOf(shown)} 年的。`,
        `There is no form of ${text}: this is of ${spanOf(shown)}.`,
      ),
    ];
  return named.length > 0 && named.length <= shown.to - shown.from
    ? [
        t(
          `年度是连续的，这里是 ${spanOf(shown)} 年的，不只 ${named.join('、')} 年。`,
          `Years follow each other here: this is of ${spanOf(shown)}, and not only of ${named.join(', ')}.`,
        ),
      ]
    : [];
}

/** Returns in words which values of an address were replaced, and by what; nothing where it is answered as it stands there. */
export function replacedValues(
  read: Question,
  fitted: Question,
  catalogue: Catalogue,
  t: Translate,
): string[] {
  const words: string[] = [];
  const all = labelsOf(
    (['AGENCY', 'APPLICANT', 'OUTCOME'] as const).flatMap((one) => valueOptions([one], catalogue, t)),
  );
  const own = labelsOf(valueOptions(read.by, catalogue, t));
  const by = read.by.map((dimension) => t(...DIMENSIONS[dimension]));
  const shown = fitted.values.map((code) => own.get(code) ?? code);
  for (const code of read.values.filter((one) => !own.has(one) && !fitted.values.includes(one))) {
    if (isFormula(code)) {
      const why = whyNoFormula(code, read.by, catalogue);
      words.push(
        t(
          `公式“${formulaOfCode(code)}”不能用：${why.map(({ zh }) => zh).join('')}`,
          `The formula "${formulaOfCode(code)}" is not used. ${why.map(({ en }) => en).join(' ')}`,
        ),
      );
      continue;
    }
    const label = all.get(code);
    const other = catalogue.otherMeasures.find((one) => code === `measures.${one.code}`);
    if (other) {
      words.push(
        t(
          `“${other.labelZh}”是演示用的指标，只与演示数据一起列出，这里是“${shown.join('”“')}”。`,
          `"${other.labelEn}" is a measure of the demonstration, and listed with demonstration data only: this is "${shown.join('", "')}".`,
        ),
      );
      continue;
    }
    words.push(
      label
        ? t(
            `“${label}”没有按${by.join('、')}分的数，这里是“${shown.join('”“')}”。`,
            `"${label}" has no figures by ${by.join(', ').toLowerCase()}: this is "${shown.join('", "')}".`,
          )
        : t(
            `没有代码为 ${code} 的数值，这里是“${shown.join('”“')}”。`,
            `No value has the code ${code}: this is "${shown.join('", "')}".`,
          ),
    );
  }
  return words;
}

/** Returns in words what of a question that somebody chose was changed since the rows chosen have none of it; nothing where it is answered as it was chosen. */
export function changedByChoice(
  chosen: Question,
  shown: Question,
  catalogue: Catalogue,
  t: Translate,
): string[] {
  const { order, having, outcomes } = chosen;
  return [
    ...replacedValues(chosen, shown, catalogue, t),
    ...(order && order.field !== shown.order?.field
      ? [
          t(
            '各行原来按没有的数排列，现按代码排列。',
            'Rows were in the order of a value that is no longer there: now they are in that of their codes.',
          ),
        ]
      : []),
    ...(order && shown.order && order.figure !== shown.order.figure
      ? [
          t(
            '各行没有原来排列所按的占比或增减，现按数值排列。',
            'Rows have no such share or change to be ordered by: now they are ordered by the value.',
          ),
        ]
      : []),
    ...(shown.having.length < having.length
      ? [
          t(
            '各行没有其数的条件已去掉。',
            'Conditions about figures that these rows do not have were removed.',
          ),
        ]
      : []),
    ...(shown.outcomes.length < outcomes.length
      ? [
          t(
            '不按办理结果分，办理结果的条件已去掉。',
            'Rows are not by outcome: the choice of outcomes was removed.',
          ),
        ]
      : []),
  ];
}
