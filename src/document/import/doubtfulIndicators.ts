import { type Finding, findingOf } from '../../form/finding';
import { QUALIFIERS } from '../../form/qualifiers';
import { RULES } from '../../form/rules';
import { locationInWords } from '../../shared/locationInWords';
import type { Extraction, ReadIndicator } from '../reading/extraction';

/** What an indicator of the catalogue is called. */
export interface IndicatorName {
  readonly name: string;
  readonly nameEn: string;
}

/** The indicators that can be imported, by their codes. */
export type ImportedIndicators = ReadonlyMap<string, IndicatorName>;

/** Of so many figures that differ the places are said. */
const MOST_FIGURES = 6;
const LONGEST_SENTENCE = 60;

/** Returns a figure with its place and the sentence that states it, in words. */
function figureInWords({ value, unit, qualifier, sentence, where }: ReadIndicator) {
  const exactness = QUALIFIERS[qualifier];
  const place = locationInWords(where);
  const quoted = [...(sentence ?? '')];
  const shown = quoted.slice(0, LONGEST_SENTENCE).join('') + (quoted.length > LONGEST_SENTENCE ? '…' : '');
  const beside = (said: string, colon: string) =>
    [said, shown && `“${shown}”`].filter((part) => part !== '').join(colon);
  return {
    zh: `${exactness?.zh ?? ''}${value}${unit}（${beside(place.zh, '：')}）`,
    en: `${exactness ? `${exactness.en} ` : ''}${value} ${unit} (${beside(place.en, ': ')})`,
  };
}

/** Returns a finding for each indicator of the catalogue of which a document states figures that differ, with the figures and their places. */
export const doubtfulIndicators = (
  { doubtfulIndicators: found = [] }: Pick<Extraction, 'doubtfulIndicators'>,
  catalogue: ImportedIndicators,
): Finding[] =>
  found.flatMap(({ code, figures }) => {
    const indicator = catalogue.get(code);
    if (!indicator) return [];
    const words = figures.slice(0, MOST_FIGURES).map(figureInWords);
    return findingOf(RULES.doubtfulIndicator, `indicators.${code}`, {
      actual: figures.map(({ value }) => value).join(' / '),
      zh: `：“${indicator.name}”${words.map(({ zh }) => zh).join('；')}`,
      en: `: "${indicator.nameEn}", ${words.map(({ en }) => en).join('; ')}`,
    });
  });
