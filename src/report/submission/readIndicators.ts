import { type Finding, findingOf } from '../../form/finding';
import { NO_INDICATOR_VALUE, readIndicatorValue } from '../../form/indicatorValue';
import { suggest } from '../../form/nearest';
import { shownValue } from '../../form/readCell';
import { RULES } from '../../form/rules';
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

/** An indicator as it is stored with a revision. */
export interface StoredIndicator extends IndicatorRow {
  readonly code: string;
  readonly isRetired: boolean;
}

/** Returns the refusal of what is no value of an indicator; of one with a unit that cannot be turned into that of the indicator it says so. */
function noValue(path: string, sent: unknown, unit: string | null, indicator: Indicator | undefined) {
  const { code, zh, en } = NO_INDICATOR_VALUE;
  const isOther = unit !== null && indicator !== undefined;
  return refusal(
    code,
    path,
    isOther ? `${zh}本指标以“${indicator.unitZh}”计，“${unit}”不能换算为它。` : zh,
    isOther
      ? `${en} The indicator is counted in ${indicator.unitEn}, and "${unit}" cannot be turned into that.`
      : en,
    { actual: shownValue(sent) },
  );
}

/** Says that a value was written in another unit, and what it counts as. */
const convertedValue = (indicator: Indicator, sent: string, value: string): Finding =>
  findingOf(RULES.unitConverted, `indicators.${indicator.code}`, {
    actual: sent,
    expected: value,
    zh: `：“${indicator.name}”写作 ${sent}，按 ${value} ${indicator.unitZh}计`,
    en: `: "${indicator.nameEn}" is written ${sent} and counts as ${value} (unit: ${indicator.unitEn})`,
  });

/** The indicators of a submission. */
interface IndicatorsRead {
  /** Those that were sent. */
  readonly values: IndicatorRow[];
  /** What is wrong with others. */
  readonly findings: FindingType[];
  /** Whose unit was converted. */
  readonly conversions: Finding[];
}

/**
 * Reads the indicator values of a submission against the catalogue, and beside those of the revision before. Returns also all that the new
 * revision states, and the codes of those that it states otherwise.
 */
export function readIndicators(
  input: Submission,
  catalogue: readonly Indicator[],
  before: readonly StoredIndicator[],
): IndicatorsRead & { stated: readonly IndicatorRow[]; changed: ReadonlySet<string> } {
  const read = readSent(input, catalogue);
  const stated = indicatorsAfter(input.indicators ? read.values : null, before);
  return { ...read, stated, changed: changedIndicators(before, stated, catalogue) };
}

function readSent({ indicators }: Submission, catalogue: readonly Indicator[]): IndicatorsRead {
  const byCode = new Map(catalogue.map((row) => [row.code, row]));
  const findings: FindingType[] = [];
  const values: IndicatorRow[] = [];
  const conversions: Finding[] = [];
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
    const { value, isConverted, unit } = readIndicatorValue(
      typeof text === 'string' ? text : '',
      indicator?.unitZh ?? '',
    );
    if (value === null) findings.push(noValue(`${path}.value`, item.value, unit, indicator));
    else if (indicator) {
      if (isConverted) conversions.push(convertedValue(indicator, String(text), value));
      values.push({
        key: indicator.key,
        value,
        qualifier: item.qualifier,
        sentence: plainText(item.sentence ?? '') || null,
      });
    }
  }
  return { findings, values, conversions };
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

/** Returns the indicators that a revision has: those that were sent and the retired ones of the revision before, or all of that where none were sent. */
function indicatorsAfter(
  sent: readonly IndicatorRow[] | null,
  before: readonly StoredIndicator[],
): readonly IndicatorRow[] {
  if (!sent) return before;
  const retired = before.filter(({ isRetired, key }) => isRetired && !sent.some((row) => row.key === key));
  return [...sent, ...retired];
}

/** Returns the codes of the indicators that a revision states and the one before did not, or otherwise, or no longer. */
function changedIndicators(
  before: readonly StoredIndicator[],
  after: readonly IndicatorRow[],
  catalogue: readonly { readonly key: number; readonly code: string }[],
): ReadonlySet<string> {
  const textAt = (rows: readonly IndicatorRow[], key: number) => {
    const row = rows.find((one) => one.key === key);
    return row ? `${row.qualifier} ${Number(row.value)}` : '';
  };
  return new Set(
    [...catalogue, ...before]
      .filter(({ key }) => textAt(before, key) !== textAt(after, key))
      .map(({ code }) => code),
  );
}
