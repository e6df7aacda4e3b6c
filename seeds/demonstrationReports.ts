import { CELLS, cellOf } from '../src/form/cells';
import { blankCells, evaluateChecks } from '../src/form/evaluate';
import { addAmounts, addReported, countOf, emptyFigures, type Figures, setFigure } from '../src/form/figures';
import { lastEndedYear } from '../src/form/reportingYears';
import { RULES_VERSION } from '../src/report/checking/rulesVersion';
import type { Maker } from './demonstrationRows';

const OVERVIEW = '【演示数据】本机关依法公开政府信息。';
const PROBLEMS = [
  '公开内容不够及时',
  '业务培训仍需加强',
  '解读形式较为单一',
  '平台栏目有待优化',
  '依申请公开答复不够规范',
];

const EDITIONS = { 2: 2021, 3: 2021, 4: 2021 } as const;

/** Adds a published report with whatever the checks find in it. */
export function addReport(
  maker: Maker,
  agency: number,
  year: number,
  scope: 'OWN' | 'CONSOLIDATED',
  figures: Figures,
  previous: Figures | null,
): number {
  const { rows, ids, random } = maker;
  const problems = `${PROBLEMS[Math.floor(random() * PROBLEMS.length)]}；${year + 1}年将改进${PROBLEMS[Math.floor(random() * PROBLEMS.length)]}的情况。`;
  const otherMatters = '本年度未收取信息处理费；表中行政事业性收费均属其他项目。';
  const content = { year, figures, editions: EDITIONS, computed: [], notes: {}, problems, otherMatters };
  const findings = evaluateChecks(content, {
    previous: previous && { figures: previous, problems: null },
    mayMakeRules: false,
  });
  const count = (severity: string) => findings.filter((item) => item.severity === severity).length;
  const [report, revision] = [ids.report.take(), ids.report_revision.take()];
  // Most file in January, some late.
  const filedIn = Math.min(year + 1, lastEndedYear() + 1);
  const isLate = random() < 0.08;
  const day = isLate
    ? `${filedIn}-02-${10 + Math.floor(random() * 18)}`
    : `${filedIn}-01-${10 + Math.floor(random() * 21)}`;
  const blank = blankCells(content).length;
  // Only what was filed here is late. The review chain lets no error and no blank cell through: a report with any was recorded.
  const isFiled = isLate && count('ERROR') === 0 && blank === 0;
  rows.reports.push([report, agency, year, scope, 'PUBLISHED', 1]);
  rows.revisions.push([
    revision,
    report,
    agency,
    year,
    scope,
    1,
    isFiled ? 'FILED' : 'RECORDED',
    2021,
    2021,
    2021,
    figures.counts,
    figures.amounts[0],
    blank,
    OVERVIEW,
    problems,
    otherMatters,
    [1, 2, 3, 4, 5, 6],
    '演示数据，由程序生成。Demonstration data, generated.',
    count('ERROR'),
    count('WARNING'),
    RULES_VERSION,
    `${day}T08:00:00Z`,
  ]);
  findings.forEach((item, at) => {
    rows.findings.push([
      revision,
      at + 1,
      item.code,
      item.severity,
      item.path,
      item.cells,
      item.expected,
      item.actual,
      item.messageZh,
      item.messageEn,
      item.citation,
      item.severity === 'WARNING' ? '演示说明。' : null,
    ]);
  });
  return revision;
}

/** Breaks a report in one of the ways real ones are broken; returns it unchanged most of the time. */
export function spoil(figures: Figures, random: () => number): Figures {
  const copy = { counts: [...figures.counts], amounts: [...figures.amounts] };
  const dice = random();
  if (dice < 0.02)
    setFigure(copy, cellOf('requests.concluded.total'), (countOf(copy, 'requests.concluded.total') ?? 0) + 1);
  else if (dice < 0.03)
    setFigure(
      copy,
      cellOf('disputes.reconsideration.total'),
      (countOf(copy, 'disputes.reconsideration.total') ?? 0) + 2,
    );
  else if (dice < 0.06)
    for (const cell of CELLS)
      if (cell.section === 4 && countOf(copy, cell.code) === 0) setFigure(copy, cell, null);
  return copy;
}

/** The position of section one in the row of a revision. */
const OVERVIEW_AT = 13;

/** Adds the indicators of the report that was added last, whose section one states them. */
export function addIndicators({ rows, catalogue, random }: Maker, revision: number, size: number) {
  const tickets = Math.floor(size * (20 + 60 * random()));
  const rounded = random() < 0.15 && tickets > 1000;
  const value = rounded ? Math.floor(tickets / 1000) * 1000 : tickets;
  const sentence = rounded
    ? `【演示】全年办理12345热线工单${value / 10_000}万余件。`
    : `【演示】全年办理12345热线工单${value}件。`;
  rows.indicators.push([
    revision,
    catalogue.get('hotlineTickets'),
    value,
    rounded ? 'AT_LEAST' : 'EXACT',
    sentence,
  ]);
  const report = rows.revisions.at(-1) as unknown[];
  report[OVERVIEW_AT] = `${OVERVIEW}${sentence}`;
  rows.indicators.push([revision, catalogue.get('serviceItems'), 20 + Math.floor(size * 5), 'EXACT', null]);
  rows.indicators.push([
    revision,
    catalogue.get('posts'),
    50 + Math.floor(size * 20 * random()),
    'EXACT',
    null,
  ]);
}

/** Returns the sum of figures. */
export const sumOf = (all: readonly Figures[]): Figures => ({
  counts: emptyFigures().counts.map((_, at) => addReported(all.map((one) => one.counts[at]))),
  amounts: emptyFigures().amounts.map((_, at) => addAmounts(all.map((one) => one.amounts[at]))),
});
