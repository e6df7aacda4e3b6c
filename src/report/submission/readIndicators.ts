import { isIndicatorValue, NO_INDICATOR_VALUE } from '../../form/indicatorValue';
import { suggest } from '../../form/nearest';
import { shownValue } from '../../form/readCell';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { plainText } from '../../shared/text';
import type { Indicator } from '../model/indicatorTypes';
import type { Qualifier } from '../model/reportEnums';
import type { Submission } from './submission';

/** An indicator value ready to be stored. */
export interface IndicatorRow {
  readonly key: number;
  readonly value: string;
  readonly qualifier: Qualifier;
  readonly sentence: string | null;
}

/** Reads the indicator values of a submission against the catalogue. */
export function readIndicators(
  { indicators }: Submission,
  catalogue: readonly Indicator[],
): { findings: FindingType[]; values: IndicatorRow[] } {
  const byCode = new Map(catalogue.map((row) => [row.code, row]));
  const findings: FindingType[] = [];
  const values: IndicatorRow[] = [];
  for (const [at, item] of (indicators ?? []).entries()) {
    const indicator = byCode.get(item.indicator);
    const path = `indicators.${at}`;
    if (!indicator || indicator.retired) findings.push(unknownIndicator(path, item.indicator, byCode.keys()));
    else if (values.some((value) => value.key === indicator.key))
      findings.push(
        refusal(
          'indicator.twice',
          `${path}.indicator`,
          `指标 ${item.indicator} 重复。`,
          `The indicator ${item.indicator} is given twice.`,
        ),
      );
    const text = typeof item.value === 'number' ? String(item.value) : item.value;
    if (typeof text !== 'string' || !isIndicatorValue(text))
      findings.push(
        refusal(NO_INDICATOR_VALUE.code, `${path}.value`, NO_INDICATOR_VALUE.zh, NO_INDICATOR_VALUE.en, {
          actual: shownValue(item.value),
        }),
      );
    else if (indicator)
      values.push({
        key: indicator.key,
        value: text,
        qualifier: item.qualifier,
        sentence: plainText(item.sentence ?? '') || null,
      });
  }
  return { findings, values };
}

function unknownIndicator(path: string, code: string, codes: Iterable<string>): FindingType {
  const near = suggest(code, codes);
  return refusal(
    'indicator.unknown',
    `${path}.indicator`,
    `指标 ${code} 不在目录中或已停用${near.zh}。`,
    `The indicator ${code} is not in the catalogue or is retired${near.en}.`,
    { actual: code },
  );
}
