import type { Translate } from '../language/language';
import { readYears } from '../place/readYears';
import { DIMENSIONS, type Question, spanOf } from './question';
import { type Catalogue, labelsOf, valueOptions } from './valueOptions';

/** Returns in words what of the address of a question was replaced, and by what; nothing where it is answered as it stands there. */
export function replacedInWords(
  yearsOfAddress: string | null,
  years: readonly number[],
  read: Question,
  fitted: Question,
  catalogue: Catalogue,
  t: Translate,
): string[] {
  const words: string[] = [];
  const named = readYears(yearsOfAddress, years);
  if (yearsOfAddress?.split(/[-,]/).some((year) => !years.includes(Number(year))))
    words.push(
      t(
        `没有 ${yearsOfAddress} 年的表，这里是 ${spanOf(fitted)} 年的。`,
        `There is no form of ${yearsOfAddress}: this is of ${spanOf(fitted)}.`,
      ),
    );
  else if (named.length > 0 && named.length <= fitted.to - fitted.from)
    words.push(
      t(
        `年度是连续的，这里是 ${spanOf(fitted)} 年的，不只 ${named.join('、')} 年。`,
        `Years follow each other here: this is of ${spanOf(fitted)}, and not only of ${named.join(', ')}.`,
      ),
    );
  const all = labelsOf(
    (['AGENCY', 'APPLICANT', 'OUTCOME'] as const).flatMap((one) => valueOptions([one], catalogue, t)),
  );
  const own = labelsOf(valueOptions(read.by, catalogue, t));
  const by = read.by.map((dimension) => t(...DIMENSIONS[dimension]));
  const shown = fitted.values.map((code) => own.get(code) ?? code);
  for (const code of read.values.filter((one) => !own.has(one))) {
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
