import type { Content } from '../../form/finding';
import type { Edition } from '../../form/lines';
import type { ReportRevision } from '../model/revisionTypes';

/** The code of the indicator that the checks compare with section six. */
export const FEES_INDICATOR = 'handlingFees';

/** Returns a stored revision of a year as the checks read it, but for what it does not hold itself: cells that nobody knows, and indicators. */
export const contentOf = (row: ReportRevision, year: number): Content => ({
  year,
  figures: row.figures,
  editions: {
    2: row.proactiveEdition as Edition,
    3: row.requestsEdition as Edition,
    4: row.disputesEdition as Edition,
  },
  computed: Object.keys(row.marksByCode).filter((code) => row.marksByCode[code].computed),
  notes: Object.fromEntries(
    Object.entries(row.marksByCode).flatMap(([code, { note }]) => (note ? [[code, note]] : [])),
  ),
  overview: row.overviewText,
  problems: row.savedSections.includes(5) ? row.problemsText : undefined,
  otherMatters: row.otherMattersText,
});
