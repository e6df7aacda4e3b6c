import { cellOf, findCell } from '../../../../src/form/cells';
import { SECTIONS } from '../../../../src/form/sections';
import { WebCatalogue } from '../../api/generated/documents';
import { useAnswer } from '../../api/useAnswer';
import { useLanguage, useNames } from '../../language/language';
import { TEXT_FIELDS } from './entries';
import { indicatorField } from './indicatorEntries';

/** Returns what a field of the form is called. */
export function useFieldLabels(): (field: string) => string {
  const { t } = useLanguage();
  const nameOf = useNames();
  const { data } = useAnswer(WebCatalogue, {});
  return (field) => {
    if (findCell(field)) return t(cellOf(field).zh, cellOf(field).en);
    const indicator = data?.indicators?.find(({ code }) => indicatorField(code) === field);
    if (indicator) return nameOf(indicator);
    const section = SECTIONS.find(({ number }) => TEXT_FIELDS[number as keyof typeof TEXT_FIELDS] === field);
    return section ? t(section.zh, section.en) : field;
  };
}
