import { setImmediate as nextTurn } from 'node:timers/promises';
import { SingleBar } from 'cli-progress';
import type { Client } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { copyRows, loadInTransaction } from '../src/database/bulkLoad';
import { CELLS, cellOf } from '../src/form/cells';
import { blankCells, evaluateChecks } from '../src/form/evaluate';
import { addAmounts, addReported, countOf, emptyFigures, type Figures, setFigure } from '../src/form/figures';
import { lastEndedYear } from '../src/form/reportingYears';
import { rebuildSums } from '../src/rollup/materialized/rebuildSums';
import { type CarriedOut, yearFigures } from './demonstrationFigures';
import { seedIndicators } from './indicators';
import { seededRandom } from './random';

const ROOT = '900000';
const PER_DISTRICT = 60;
const TOWNSHIPS = 15;
const DISTRICTS_PER_PREFECTURE = 20;
/** The figures follow the edition in force from this year on; asked for more years, the generator runs into the future. */
const FIRST_YEAR = 2021;
/** Codes 91 to 99 are never assigned by GB/T 2260. */
const PROVINCES = 9;
const OFFICES = [
  '政府办公室',
  '发展和改革局',
  '教育局',
  '科技局',
  '工业和信息化局',
  '民政局',
  '司法局',
  '财政局',
  '人力资源和社会保障局',
  '自然资源局',
  '生态环境分局',
  '住房和城乡建设局',
  '交通运输局',
  '水利局',
  '农业农村局',
  '商务局',
  '文化和旅游局',
  '卫生健康局',
  '退役军人事务局',
  '应急管理局',
  '审计局',
  '市场监督管理局',
  '统计局',
  '医疗保障局',
  '城市管理局',
  '审批服务局',
  '信访局',
  '体育局',
  '林业局',
  '机关事务中心',
  '国防动员办公室',
  '乡村振兴局',
  '数据局',
  '粮食和物资储备局',
  '档案局',
  '园林局',
  '投资促进局',
  '金融工作局',
  '供销合作社',
  '公安分局',
  '消防救援大队',
  '气象局',
  '残疾人联合会',
  '史志研究室',
  '大数据中心',
];
const OVERVIEW = '【演示数据】本机关依法公开政府信息。';
const PROBLEMS = [
  '公开内容不够及时',
  '业务培训仍需加强',
  '解读形式较为单一',
  '平台栏目有待优化',
  '依申请公开答复不够规范',
];

/** How much demonstration data to make. */
export interface DemonstrationSize {
  readonly agencies: number;
  readonly years: number;
}

/** Demonstration data is made once, in a database that holds no work of real people. */
export class DemonstrationRefused extends Error {}

interface Sequence {
  take(): number;
}

async function sequenceOf(client: Client, table: string): Promise<Sequence & { save(): Promise<void> }> {
  const { rows } = await client.query(`select coalesce(max(id), 0)::int as last from ${table}`);
  let last: number = rows[0].last;
  return {
    take: () => {
      last += 1;
      return last;
    },
    save: async () => {
      if (last > 0) await client.query(`select setval(pg_get_serial_sequence($1, 'id'), $2)`, [table, last]);
    },
  };
}

interface DistrictRows {
  jurisdictions: unknown[][];
  agencies: unknown[][];
  versions: unknown[][];
  successions: unknown[][];
  reports: unknown[][];
  revisions: unknown[][];
  findings: unknown[][];
  indicators: unknown[][];
}

const emptyRows = (): DistrictRows => ({
  jurisdictions: [],
  agencies: [],
  versions: [],
  successions: [],
  reports: [],
  revisions: [],
  findings: [],
  indicators: [],
});

const COLUMNS: Record<keyof DistrictRows, { table: string; columns: string[] }> = {
  jurisdictions: {
    table: 'jurisdiction',
    columns: ['id', 'code', 'name', 'level', 'parent_id', 'path', 'demonstration'],
  },
  agencies: { table: 'agency', columns: ['id', 'code', 'demonstration'] },
  versions: {
    table: 'agency_version',
    columns: [
      'id',
      'agency_id',
      'name',
      'kind',
      'jurisdiction_id',
      'supervising_agency_id',
      'valid_from',
      'valid_to',
      'recorded_at',
    ],
  },
  successions: {
    table: 'agency_succession',
    columns: ['predecessor_id', 'successor_id', 'kind', 'effective_on', 'recorded_at'],
  },
  reports: { table: 'report', columns: ['id', 'agency_id', 'year', 'scope', 'state', 'latest_revision'] },
  revisions: {
    table: 'report_revision',
    columns: [
      'id',
      'report_id',
      'agency_id',
      'year',
      'scope',
      'number',
      'origin',
      'proactive_edition',
      'requests_edition',
      'disputes_edition',
      'counts',
      'fees_amount',
      'blank_cells',
      'overview',
      'problems',
      'other_matters',
      'saved_sections',
      'source',
      'error_count',
      'warning_count',
      'published_at',
    ],
  },
  findings: {
    table: 'revision_finding',
    columns: [
      'revision_id',
      'ordinal',
      'code',
      'severity',
      'path',
      'cells',
      'expected',
      'actual',
      'message_zh',
      'message_en',
      'citation',
      'explanation',
    ],
  },
  indicators: {
    table: 'report_indicator',
    columns: ['revision_id', 'indicator_id', 'value', 'qualifier', 'sentence'],
  },
};

interface Maker {
  rows: DistrictRows;
  readonly ids: Record<'jurisdiction' | 'agency' | 'agency_version' | 'report' | 'report_revision', Sequence>;
  readonly random: () => number;
  readonly catalogue: ReadonlyMap<string, number>;
}

const EDITIONS = { 2: 2021, 3: 2021, 4: 2021 } as const;

/** Adds a published report with whatever the checks find in it. */
function addReport(
  maker: Maker,
  agency: number,
  year: number,
  scope: 'OWN' | 'CONSOLIDATED',
  figures: Figures,
  previous: Figures | null,
): number {
  const { rows, ids, random } = maker;
  const problems = `${PROBLEMS[Math.floor(random() * PROBLEMS.length)]}；${year}年将改进${PROBLEMS[Math.floor(random() * PROBLEMS.length)]}的情况。`;
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
  const day =
    random() < 0.08
      ? `${filedIn}-02-${10 + Math.floor(random() * 18)}`
      : `${filedIn}-01-${10 + Math.floor(random() * 21)}`;
  rows.reports.push([report, agency, year, scope, 'PUBLISHED', 1]);
  rows.revisions.push([
    revision,
    report,
    agency,
    year,
    scope,
    1,
    'RECORDED',
    2021,
    2021,
    2021,
    figures.counts,
    figures.amounts[0],
    blankCells(content).length,
    OVERVIEW,
    problems,
    otherMatters,
    [1, 2, 3, 4, 5, 6],
    '演示数据，由程序生成。Demonstration data, generated.',
    count('ERROR'),
    count('WARNING'),
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
function spoil(figures: Figures, random: () => number): Figures {
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

function addIndicators({ rows, catalogue, random }: Maker, revision: number, size: number) {
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
  rows.indicators.push([revision, catalogue.get('serviceItems'), 20 + Math.floor(size * 5), 'EXACT', null]);
  rows.indicators.push([
    revision,
    catalogue.get('posts'),
    50 + Math.floor(size * 20 * random()),
    'EXACT',
    null,
  ]);
}

const sumOf = (all: readonly Figures[]): Figures => ({
  counts: emptyFigures().counts.map((_, at) => addReported(all.map((one) => one.counts[at]))),
  amounts: emptyFigures().amounts.map((_, at) => addAmounts(all.map((one) => one.amounts[at]))),
});

interface Place {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly path: string;
}

function addPlace(maker: Maker, code: string, name: string, level: string, parent: Place | null): Place {
  const id = maker.ids.jurisdiction.take();
  const path = `${parent?.path ?? ''}${code}/`;
  maker.rows.jurisdictions.push([id, code, name, level, parent?.id ?? null, path, true]);
  return { id, code, name, path };
}

/** Since when the demonstration's agencies exist, and the hub has them so: reports were published long before they are loaded. */
const FOUNDED = '2015-01-01';

/** A district: its government, bureaus, townships and all their reports; the first has a merger in 2023. */
async function addDistrict(maker: Maker, district: Place, size: number, years: readonly number[]) {
  const { rows, ids, random } = maker;
  const addAgency = (
    code: string,
    name: string,
    kind: string,
    place: Place,
    supervisor: number | null,
    validTo: string | null,
  ) => {
    const id = ids.agency.take();
    rows.agencies.push([id, code, true]);
    rows.versions.push([
      ids.agency_version.take(),
      id,
      name,
      kind,
      place.id,
      supervisor,
      FOUNDED,
      validTo,
      FOUNDED,
    ]);
    return id;
  };
  const government = addAgency(
    `${district.code}-000`,
    `${district.name}人民政府（演示）`,
    'GOVERNMENT',
    district,
    null,
    null,
  );
  const bureaus = Math.min(size, PER_DISTRICT - TOWNSHIPS);
  const merges = size >= 4 && years.includes(2023);
  const lost = merges ? bureaus - 1 : -1;
  const members = Array.from({ length: size }, (_, at) => {
    const isTownship = at >= bureaus;
    const number = String(at + 1).padStart(3, '0');
    const place = isTownship
      ? addPlace(maker, `${district.code}${number}`, `演示镇${number}`, 'TOWNSHIP', district)
      : district;
    const name = isTownship
      ? `${place.name}人民政府（演示）`
      : `${district.name}${OFFICES[at % OFFICES.length]}（演示）`;
    const id = addAgency(
      `${district.code}-${number}`,
      name,
      isTownship ? 'TOWNSHIP_OR_STREET' : 'DEPARTMENT',
      place,
      government,
      at === lost ? '2023-06-01' : null,
    );
    return {
      id,
      busy: 2 + 60 * random() ** 3,
      carriedIn: {} as CarriedOut,
      inForce: Math.floor(20 * random()),
      last: null as Figures | null,
    };
  });
  if (merges) rows.successions.push([members[lost].id, members[0].id, 'MERGE', '2023-06-01', FOUNDED]);
  for (const year of years) {
    // Lets the rows of the district before go on to the database.
    await nextTurn();
    const published: Figures[] = [];
    for (const [at, member] of members.entries()) {
      if (at === lost && year >= 2023) continue;
      let { carriedIn, last } = member;
      if (merges && year === 2023 && at === 0) {
        const other = members[lost];
        carriedIn = Object.fromEntries(
          Object.keys(carriedIn).map((key) => [key, carriedIn[key] + (other.carriedIn[key] ?? 0)]),
        );
        last = last && other.last ? sumOf([last, other.last]) : null;
        member.inForce += other.inForce;
      }
      const made = yearFigures(
        { size: member.busy, carriedIn, normativeDocumentsInForce: member.inForce },
        random,
      );
      member.carriedIn = made.carriedOut;
      member.inForce = made.normativeDocumentsInForce;
      const isMissing = random() < 0.03;
      if (isMissing) {
        member.last = null;
        continue;
      }
      const printed = spoil(made.figures, random);
      addIndicators(maker, addReport(maker, member.id, year, 'OWN', printed, last), member.busy);
      published.push(printed);
      member.last = printed;
    }
    if (published.length > 0) addReport(maker, government, year, 'CONSOLIDATED', sumOf(published), null);
  }
}

async function flush(client: Client, rows: DistrictRows) {
  for (const [name, { table, columns }] of Object.entries(COLUMNS)) {
    const part = rows[name as keyof DistrictRows];
    if (part.length > 0) await copyRows(client, table, columns, part);
  }
}

/** Fills the database with demonstration data under a root of its own, all of it or nothing. Refuses when that root is already there. */
export async function seedDemonstration(
  database: DataSource,
  size: DemonstrationSize,
): Promise<{ agencies: number; reports: number }> {
  const written = await loadInTransaction(database, (manager, client) =>
    writeDemonstration(manager, client, size),
  );
  await database.query('analyze');
  return written;
}

async function refuseUsedDatabase(client: Client): Promise<void> {
  const { rowCount } = await client.query('select 1 from jurisdiction where code = $1', [ROOT]);
  if (rowCount)
    throw new DemonstrationRefused(
      '演示数据已存在。 The demonstration data is already there; use an empty database for another size.',
    );
  const { rowCount: inUse } = await client.query(
    `select 1 from account where not demonstration union all select 1 from report_revision where origin = 'FILED' limit 1`,
  );
  if (inUse)
    throw new DemonstrationRefused(
      '数据库已有真实账户或报送数据，不载入演示数据。 This database holds real accounts or filed reports; demonstration data goes into an empty one only.',
    );
}

/**
 * Writes demonstration data with COPY in the caller's transaction. It comes before whatever else the transaction writes:
 * triggers are switched off for it, which waits for nothing. Progress is drawn on standard error when it is a terminal.
 */
export async function writeDemonstration(
  manager: EntityManager,
  client: Client,
  size: DemonstrationSize,
): Promise<{ agencies: number; reports: number }> {
  await refuseUsedDatabase(client);
  const catalogue = await seedIndicators(manager);
  const tables = ['jurisdiction', 'agency', 'agency_version', 'report', 'report_revision'] as const;
  // Invented rows by the hundred thousand are no change anyone has to answer for.
  const auditors = ['jurisdiction', 'agency', 'agency_version', 'agency_succession']
    .map((table) => ({ table, name: 't10_audit' }))
    .concat(['report', 'report_revision'].map((table) => ({ table, name: 't10_audit_insert' })));
  for (const { table, name } of auditors) await client.query(`alter table ${table} disable trigger ${name}`);
  // Sums are made once at the end, which is ten times as fast as keeping them.
  const keepers = (action: 'enable' | 'disable') =>
    ['insert', 'update', 'delete'].flatMap((name) => [
      `alter table report_revision ${action} trigger t40_note_sum_deltas_${name}`,
      `alter table agency_version ${action} trigger t40_note_sum_deltas_${name}`,
      `alter table report_indicator ${action} trigger t50_note_indicator_deltas_${name}`,
      `alter table agency_version ${action} trigger t50_note_indicator_deltas_${name}`,
    ]);
  for (const sql of keepers('disable')) await client.query(sql);
  const sequences: Awaited<ReturnType<typeof sequenceOf>>[] = [];
  for (const table of tables) sequences.push(await sequenceOf(client, table));
  const ids = Object.fromEntries(
    tables.map((table, at) => [table, sequences[at]]),
  ) as unknown as Maker['ids'];
  const maker: Maker = { rows: emptyRows(), ids, random: seededRandom(20_251_231), catalogue };
  const last = lastEndedYear();
  const first = Math.max(FIRST_YEAR, last - size.years + 1);
  const years = Array.from({ length: size.years }, (_, at) => first + at);
  const districts = Math.ceil(size.agencies / PER_DISTRICT);
  const bar = new SingleBar({
    format: '演示数据 demonstration data {bar} {percentage}% | {value}/{total} agencies | {eta_formatted}',
    stream: process.stderr,
  });
  if (process.stderr.isTTY) bar.start(size.agencies, 0);
  const root = addPlace(maker, ROOT, '演示国（虚构）', 'NATION', null);
  let [province, prefecture] = [root, root];
  let writing = Promise.resolve();
  for (let at = 0; at < districts; at += 1) {
    const [inPrefecture, prefectureAt] = [
      at % DISTRICTS_PER_PREFECTURE,
      Math.floor(at / DISTRICTS_PER_PREFECTURE),
    ];
    const prefecturesPerProvince = Math.ceil(districts / DISTRICTS_PER_PREFECTURE / PROVINCES);
    const provinceCode = String(91 + Math.floor(prefectureAt / prefecturesPerProvince));
    const prefectureCode = `${provinceCode}${String((prefectureAt % prefecturesPerProvince) + 1).padStart(2, '0')}`;
    if (inPrefecture === 0 && prefectureAt % prefecturesPerProvince === 0)
      province = addPlace(maker, `${provinceCode}0000`, `演示省${provinceCode}`, 'PROVINCE', root);
    if (inPrefecture === 0)
      prefecture = addPlace(maker, `${prefectureCode}00`, `演示市${prefectureCode}`, 'PREFECTURE', province);
    const districtCode = `${prefectureCode}${String(inPrefecture + 1).padStart(2, '0')}`;
    const district = addPlace(maker, districtCode, `演示区${districtCode}`, 'COUNTY', prefecture);
    await addDistrict(maker, district, Math.min(PER_DISTRICT, size.agencies - at * PER_DISTRICT), years);
    await writing;
    // One district is written while the next is made.
    writing = flush(client, maker.rows);
    writing.catch(() => {});
    maker.rows = emptyRows();
    if (process.stderr.isTTY) bar.update(Math.min(size.agencies, (at + 1) * PER_DISTRICT));
  }
  await writing;
  bar.stop();
  for (const { table, name } of auditors) await client.query(`alter table ${table} enable trigger ${name}`);
  for (const sql of keepers('enable')) await client.query(sql);
  await rebuildSums(async (sql, parameters) => (await client.query(sql, [...parameters])).rows);
  for (const sequence of sequences) await sequence.save();
  const { rows } = await client.query('select count(*)::int as reports from report');
  return { agencies: size.agencies, reports: rows[0].reports };
}
