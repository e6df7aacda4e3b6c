import type { WebBoardQuery } from '../../api/generated/documents';
import { isLate } from '../../report/isLate';

type Report = NonNullable<WebBoardQuery['reports']>['nodes'][number];

/** Where one agency stands with its report of a year. */
export interface BoardRow {
  readonly agency: Report['agency'];
  /** Null where the report has not begun. */
  readonly report: Report | null;
  readonly dueOn: string;
  /** Since when it is in its state; null where it has not begun. */
  readonly since: string | null;
  /** Whether it came, or is still coming, after its day. */
  readonly isLate: boolean;
  /** How often it was sent back. */
  readonly returns: number;
}

/** The order of the board: what has not begun first, then by state up to what is published. */
const ORDER: readonly (Report['state'] | null)[] = [
  null,
  'DRAFT',
  'SECTION_REVIEW',
  'OFFICE_REVIEW',
  'LEADER_REVIEW',
  'FILED',
  'WITHDRAWN',
  'PUBLISHED',
];

/** Returns the board of a year: every agency whose report is expected, those that lag most first. */
export function boardRows({ reports, year }: WebBoardQuery, now: Date): BoardRow[] {
  const begun = (reports?.nodes ?? []).map((report): BoardRow => {
    const since = report.publishedAt ?? report.steps.at(-1)?.createdAt ?? null;
    return {
      agency: report.agency,
      report,
      dueOn: report.deadline.dueOn,
      since,
      isLate: isLate(report.publishedAt ?? now.toISOString(), report.deadline.dueOn),
      returns: report.steps.filter(({ action }) => action === 'RETURN').length,
    };
  });
  const codes = new Set(begun.map(({ agency }) => agency.code));
  const missing = (year?.completeness?.missing?.nodes ?? [])
    .filter(({ agency }) => !codes.has(agency.code))
    .map(
      ({ agency, dueOn }): BoardRow => ({
        agency,
        report: null,
        dueOn,
        since: null,
        isLate: isLate(now.toISOString(), dueOn),
        returns: 0,
      }),
    );
  return [...missing, ...begun].sort(
    (one, other) => ORDER.indexOf(one.report?.state ?? null) - ORDER.indexOf(other.report?.state ?? null),
  );
}

/** Whether the viewer may accept a report now. */
export const mayAccept = ({ report }: BoardRow): boolean =>
  report?.viewerActions.some(({ action, allowed }) => action === 'ACCEPT' && allowed) ?? false;
