import type { Answer } from './answers';
import type { peopleOf } from './people';
import { completeReport } from './reports';
import type { TestHub } from './testHub';

/** A report of which so many requests of natural persons were carried in and out. */
export function carryingReport(agency: string, year: number, carriedIn: number, carriedOut: number) {
  const input: Answer = { ...completeReport(agency), year, source: '测试' };
  input.requests = {
    received: { naturalPerson: 5 },
    carriedIn: { naturalPerson: carriedIn },
    granted: { naturalPerson: 5 + carriedIn - carriedOut },
    carriedOut: { naturalPerson: carriedOut },
  };
  // Two years say something else, so that nothing but the figures is compared.
  input.problems = { 2023: '人员变动频繁。', 2024: '公开目录不全。', 2025: '培训不足。' }[year];
  return input;
}

const EVERYWHERE = `query ($agency: ID!, $year: Int!, $rule: ID!, $place: ID!) {
  report(agency: $agency, year: $year) { revision errorCount warningCount findings { code severity path expected explanation messageEn } }
  board(jurisdiction: $place, year: $year, first: 500) { nodes { agency { code } latestRevision errorCount warningCount } }
  reports(filter: { agency: $agency, years: [$year], finding: { code: $rule } }) { totalCount nodes { errorCount warningCount } }
  inbox(first: 100) { nodes { agency { code } year report { errorCount warningCount } } } }`;

/**
 * Returns what is found of a rule in the report of an agency on a year, as an officer reads it; fails where the page of the report, the
 * board, the inbox and the list of reports with the rule do not say the same.
 */
export async function foundEverywhere(
  hub: TestHub,
  { officer }: Pick<Awaited<ReturnType<typeof peopleOf>>, 'officer'>,
  agency: string,
  year: number,
  rule: string,
  place = '410303',
): Promise<Answer[]> {
  const { report, board, reports, inbox } = await hub.ask(EVERYWHERE, { agency, year, rule, place }, officer);
  const count = (severity: string) =>
    report.findings.filter((finding: Answer) => finding.severity === severity).length;
  const counts = { errorCount: count('ERROR'), warningCount: count('WARNING') };
  const found = report.findings.filter(({ code }: Answer) => code === rule);
  const isOfAgency = (row: Answer) => row.agency.code === agency;
  expect(report).toMatchObject(counts);
  const onBoard = board.nodes.find(isOfAgency);
  // The board shows the latest revision, which the page does not show while what is published is being corrected.
  if (onBoard.latestRevision === report.revision) expect(onBoard).toMatchObject(counts);
  expect(reports.totalCount).toBe(found.length > 0 ? 1 : 0);
  expect(reports.nodes).toEqual(found.length > 0 ? [counts] : []);
  for (const item of inbox.nodes.filter((row: Answer) => isOfAgency(row) && row.year === year && row.report))
    expect(item.report).toEqual(counts);
  return found;
}
