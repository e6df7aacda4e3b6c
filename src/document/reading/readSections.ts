import type { Edition, TableSection } from '../../form/lines';
import { isTableSection, TABLE_SECTIONS } from '../../form/sections';
import type { ReadSection } from './extraction';
import type { FoundReport } from './findSections';
import { headsOf, paragraphsOf } from './narrative';
import type { SectionFigures } from './placedFigures';
import { isReportTitle } from './reportTitle';

export function sectionsOf(
  report: FoundReport,
  editions: Record<TableSection, Edition>,
  tables: Record<TableSection, SectionFigures>,
): ReadSection[] {
  const titled = report.sections.map(({ number, title, rows }): ReadSection => {
    if (isTableSection(number)) return { number, edition: editions[number], title, text: null };
    const paragraphs = paragraphsOf(rows.filter((row) => !isReportTitle(row)));
    return {
      number,
      edition: null,
      title,
      text: paragraphs.join('\n'),
      ...(number === 1 ? { heads: headsOf(paragraphs) } : {}),
    };
  });
  const untitled = TABLE_SECTIONS.filter(
    (number) => tables[number].placed.length > 0 && !titled.some((section) => section.number === number),
  ).map((number): ReadSection => ({ number, edition: editions[number], title: null, text: null }));
  return [...titled, ...untitled].sort((one, other) => one.number - other.number);
}
