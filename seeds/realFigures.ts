import type { NewJurisdiction } from '../src/agency/addJurisdiction';
import type { NewAgency } from '../src/agency/agencyCommands';
import { AgencyKind, JurisdictionLevel } from '../src/agency/agencyTypes';
import { CELLS } from '../src/form/cells';
import { DISPUTE_GROUPS, DISPUTE_OUTCOMES, REQUEST_COLUMNS, REQUEST_ROWS } from '../src/form/lines';
import { Qualifier, ReportScope } from '../src/report/model/reportEnums';
import type { Submission } from '../src/report/submission/submission';

/** A real published report: figures only, with where they were read. */
export type RealReport = Omit<Submission, 'source'> & { readonly source: string };

const place = (
  code: string,
  name: string,
  nameEn: string,
  level: JurisdictionLevel,
  parent: string | null,
): NewJurisdiction => ({ code, name, nameEn, level, parent });
const { NATION, PROVINCE, PREFECTURE, COUNTY } = JurisdictionLevel;

/** The places of the real agencies, parents first. */
export const JURISDICTIONS: readonly NewJurisdiction[] = [
  place('100000', '中华人民共和国', 'China', NATION, null),
  place('310000', '上海市', 'Shanghai', PROVINCE, '100000'),
  place('320000', '江苏省', 'Jiangsu', PROVINCE, '100000'),
  place('320800', '淮安市', "Huai'an", PREFECTURE, '320000'),
  place('320813', '洪泽区', 'Hongze', COUNTY, '320800'),
  place('321300', '宿迁市', 'Suqian', PREFECTURE, '320000'),
  place('321322', '沭阳县', 'Shuyang', COUNTY, '321300'),
  place('410000', '河南省', 'Henan', PROVINCE, '100000'),
  place('410300', '洛阳市', 'Luoyang', PREFECTURE, '410000'),
  place('410303', '西工区', 'Xigong', COUNTY, '410300'),
];

const agency = (code: string, name: string, kind: AgencyKind, validFrom: string): NewAgency => ({
  code,
  name,
  kind,
  jurisdiction: code.slice(0, 6),
  validFrom,
});

/** The real agencies; `validFrom` is the start of the first year recorded here, not the day of founding. */
export const REAL_AGENCIES: readonly NewAgency[] = [
  agency('410303-001', '西工区行政审批和政务信息管理局', AgencyKind.DEPARTMENT, '2025-01-01'),
  agency('310000-001', '上海市人民政府办公厅', AgencyKind.DEPARTMENT, '2019-01-01'),
  agency('320813-000', '淮安市洪泽区人民政府', AgencyKind.GOVERNMENT, '2023-01-01'),
  agency('321322-000', '沭阳县人民政府', AgencyKind.GOVERNMENT, '2025-01-01'),
  agency('321300-000', '宿迁市人民政府', AgencyKind.GOVERNMENT, '2023-01-01'),
];

type Row = readonly (number | null)[];

function nest(entries: readonly (readonly [string, unknown])[]): object {
  const root: Record<string, unknown> = {};
  for (const [code, value] of entries) {
    const path = code.split('.');
    let branch = root;
    for (const key of path.slice(0, -1)) {
      branch[key] ??= {};
      branch = branch[key] as Record<string, unknown>;
    }
    branch[path[path.length - 1]] = value;
  }
  return root;
}

const ZERO: Row = [0, 0, 0, 0, 0, 0, 0];
const ROWS_2021 = REQUEST_ROWS.filter((row) => row.editions.includes(2021)).map((row) => row.code);
const ROWS_2019 = [...ROWS_2021.filter((row) => !row.startsWith('otherHandling.')), 'otherHandling.subtotal'];

/** Section three from the rows that are not all zero; the others are as `rest`. */
const requests = (rows: Readonly<Record<string, Row>>, order = ROWS_2021, rest: Row = ZERO) =>
  nest(
    order.flatMap((row) =>
      REQUEST_COLUMNS.map(
        (column, at) => [`${row}.${column.code}`, (rows[row] ?? rest)[at] ?? null] as const,
      ),
    ),
  );

/** Only natural persons: the figure and the total. */
const persons = (count: number): Row => [count, 0, 0, 0, 0, 0, count];

/** Section four from its fifteen figures as printed. */
const disputes = (figures: Row) =>
  nest(
    DISPUTE_GROUPS.flatMap((group, at) =>
      DISPUTE_OUTCOMES.map(
        (outcome, column) => [`${group.code}.${outcome.code}`, figures[at * 5 + column] ?? null] as const,
      ),
    ),
  );

/** Section two of edition 2021; each figure may carry the note printed in its cell. */
const proactive = (figures: Readonly<Record<string, unknown>>) =>
  nest(
    CELLS.filter((cell) => cell.section === 2 && cell.editions.includes(2021)).map((cell) => {
      const code = cell.code.slice('proactive.'.length);
      return [code, figures[code] ?? 0] as const;
    }),
  );

const nothing = Array.from({ length: 15 }, () => 0);
const { OWN, CONSOLIDATED } = ReportScope;
const exact = (indicator: string, value: number) => ({ indicator, value, qualifier: Qualifier.EXACT });

/** Real reports, recorded as published. Figures only; no text of the reports but a quoted quantity. */
export const REAL_REPORTS: readonly RealReport[] = [
  {
    agency: '410303-001',
    year: 2025,
    scope: OWN,
    source: '西工区行政审批和政务信息管理局2025年政府信息公开工作年度报告 (as published)',
    proactive: proactive({}),
    requests: requests({}),
    disputes: disputes(nothing),
    indicators: [
      { indicator: 'hotlineTickets', value: 46_000, qualifier: Qualifier.AT_LEAST, sentence: '4.6万余件' },
      exact('serviceItems', 1507),
      exact('annualReportsPosted', 1),
      exact('bondFundNotices', 1),
    ],
  },
  {
    agency: '310000-001',
    year: 2019,
    scope: OWN,
    source: '上海市人民政府办公厅2019年政府信息公开工作年度报告 (as published)',
    proactive: nest([
      ['rules.newlyMade', 13],
      ['rules.newlyPublished', 13],
      ['rules.publishedTotal', 524],
      ['normativeDocuments.newlyMade', 60],
      ['normativeDocuments.newlyPublished', 60],
      ['normativeDocuments.publishedTotal', 368],
      ['licences.previousItems', 0],
      ['licences.change', 0],
      ['licences.decisions', 0],
      ['otherManagement.previousItems', 0],
      ['otherManagement.change', 0],
      ['otherManagement.decisions', 0],
      ['penalties.previousItems', 0],
      ['penalties.change', 0],
      ['penalties.decisions', 0],
      ['coercions.previousItems', 0],
      ['coercions.change', 0],
      ['coercions.decisions', 0],
      ['fees.previousItems', 0],
      ['fees.change', 0],
      ['procurement.items', 6],
      ['procurement.amount', { value: '25.1', note: '251000元' }],
    ]),
    requests: requests(
      {
        received: [821, 35, null, null, 2, 1, 859],
        carriedIn: [18, null, null, null, null, null, 18],
        granted: [258, 12, null, null, 1, 1],
        partlyGranted: [3],
        'denied.stateSecret': [14],
        'denied.internalAffairs': [5],
        'denied.processInformation': [3, 1],
        'denied.administrativeInquiry': [10, 2],
        'unavailable.notHeld': [252, 12, null, null, 1],
        'unavailable.needsCreation': [44, 3],
        'unavailable.unclearAfterCorrection': [25],
        'notProcessed.petition': [148, 1],
        'notProcessed.duplicate': [5, 4],
        concluded: [767, 35, null, null, 2, 1, 805],
        carriedOut: [72, null, null, null, null, null, 72],
      },
      ROWS_2019,
      [],
    ),
    disputes: disputes([5, null, null, 2, 7, 8, null, null, 1, 9]),
  },
  {
    agency: '310000-001',
    year: 2025,
    scope: OWN,
    source:
      '上海市人民政府办公厅2025年政府信息公开工作年度报告 (as transcribed by machine, not compared with the original)',
    proactive: proactive({
      'rules.issued': 22,
      'rules.repealed': { value: 22, note: '其中修订16件' },
      'rules.inForce': 235,
      'normativeDocuments.issued': 34,
      'normativeDocuments.repealed': { value: 55, note: '含自然失效29件' },
      'normativeDocuments.inForce': 189,
    }),
    requests: requests({
      received: [1259, 36, 0, 0, 0, 0, 1295],
      carriedIn: [170, 15, 0, 0, 4, 0, 189],
      granted: [201, 5, 0, 0, 0, 0, 206],
      partlyGranted: persons(2),
      'denied.stateSecret': persons(4),
      'denied.securityAndStability': persons(1),
      'denied.internalAffairs': [8, 0, 0, 0, 1, 0, 9],
      'denied.processInformation': persons(1),
      'denied.administrativeInquiry': persons(5),
      'unavailable.notHeld': [484, 28, 0, 0, 1, 0, 513],
      'unavailable.needsCreation': [47, 1, 0, 0, 0, 0, 48],
      'unavailable.unclearAfterCorrection': persons(3),
      'notProcessed.petition': [61, 1, 0, 0, 0, 0, 62],
      'notProcessed.duplicate': persons(16),
      'notProcessed.publicPublication': persons(1),
      'notProcessed.excessive': persons(1),
      'otherHandling.noCorrection': [40, 1, 0, 0, 2, 0, 43],
      'otherHandling.other': [264, 12, 0, 0, 0, 0, 276],
      concluded: [1139, 48, 0, 0, 4, 0, 1191],
      carriedOut: [290, 3, 0, 0, 0, 0, 293],
    }),
    disputes: disputes([40, 0, 10, 5, 55, 2, 0, 4, 6, 12, 6, 0, 9, 7, 22]),
  },
  {
    agency: '320813-000',
    year: 2023,
    scope: CONSOLIDATED,
    requestsEdition: 2019,
    source: '洪泽区人民政府2023年政府信息公开工作年度报告 (as published, PDF)',
    proactive: proactive({
      'normativeDocuments.repealed': 5,
      'normativeDocuments.inForce': 5,
      'licences.decisions': 550,
      'penalties.decisions': 4119,
      'coercions.decisions': 195,
      'fees.amount': '7730.28',
    }),
    requests: requests(
      {
        received: persons(21),
        partlyGranted: persons(4),
        'denied.stateSecret': persons(1),
        'denied.processInformation': persons(1),
        'denied.enforcementFile': persons(1),
        'unavailable.notHeld': persons(10),
        'unavailable.needsCreation': persons(3),
        'notProcessed.petition': persons(1),
        concluded: persons(21),
      },
      ROWS_2019,
    ),
    disputes: disputes([10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0]),
  },
  {
    agency: '321322-000',
    year: 2025,
    scope: CONSOLIDATED,
    source:
      '沭阳县人民政府2025年政府信息公开工作年度报告 (as transcribed by machine, not compared with the original)',
    proactive: proactive({
      'normativeDocuments.issued': 6,
      'normativeDocuments.repealed': 1,
      'normativeDocuments.inForce': 32,
      'licences.decisions': 517_645,
      'penalties.decisions': 693_957,
      'coercions.decisions': 2154,
      'fees.amount': '4068.208',
    }),
    requests: requests({
      received: [705, 3, 0, 0, 5, 0, 713],
      carriedIn: persons(36),
      granted: [290, 1, 0, 0, 3, 0, 294],
      partlyGranted: [99, 0, 0, 0, 2, 0, 101],
      'denied.securityAndStability': persons(2),
      'denied.thirdPartyRights': persons(2),
      'denied.internalAffairs': persons(13),
      'denied.processInformation': persons(2),
      'denied.enforcementFile': persons(4),
      'denied.administrativeInquiry': persons(9),
      'unavailable.notHeld': persons(111),
      'unavailable.needsCreation': persons(2),
      'notProcessed.petition': persons(12),
      'notProcessed.duplicate': [6, 1, 0, 0, 0, 0, 7],
      'otherHandling.noCorrection': persons(9),
      'otherHandling.feeUnpaid': persons(7),
      'otherHandling.other': [142, 1, 0, 0, 0, 0, 143],
      concluded: [710, 3, 0, 0, 5, 0, 718],
      carriedOut: persons(31),
    }),
    disputes: disputes([27, 10, 9, 15, 61, 3, 0, 0, 0, 3, 8, 0, 1, 1, 10]),
  },
  {
    agency: '321300-000',
    year: 2023,
    scope: CONSOLIDATED,
    source:
      '宿迁市2023年政府信息公开工作年度报告 (tables as dumped by a public repository of sample reports)',
    proactive: proactive({
      'rules.issued': 2,
      'rules.inForce': 11,
      'normativeDocuments.issued': 109,
      'normativeDocuments.repealed': 489,
      'normativeDocuments.inForce': 597,
      'licences.decisions': 1_808_595,
      'penalties.decisions': 2_822_652,
      'coercions.decisions': 20_163,
      'fees.amount': '59237.2449',
    }),
    requests: requests({
      received: [3402, 99, 0, 4, 5, 1, 3511],
      carriedIn: [91, 3, 0, 0, 2, 0, 96],
      granted: [1175, 12, 0, 3, 1, 0, 1191],
      partlyGranted: [319, 7, 0, 0, 2, 0, 328],
      'denied.otherLaw': persons(27),
      'denied.securityAndStability': persons(6),
      'denied.thirdPartyRights': persons(38),
      'denied.internalAffairs': persons(20),
      'denied.processInformation': persons(9),
      'denied.enforcementFile': persons(21),
      'denied.administrativeInquiry': [20, 1, 0, 0, 0, 0, 21],
      'unavailable.notHeld': [968, 74, 0, 1, 3, 1, 1047],
      'unavailable.needsCreation': [26, 2, 0, 0, 0, 0, 28],
      'unavailable.unclearAfterCorrection': persons(3),
      'notProcessed.petition': persons(305),
      'notProcessed.duplicate': persons(39),
      'notProcessed.excessive': persons(58),
      'notProcessed.reconfirmation': persons(4),
      'otherHandling.noCorrection': persons(40),
      'otherHandling.feeUnpaid': persons(10),
      'otherHandling.other': [287, 3, 0, 0, 1, 0, 291],
      concluded: [3375, 99, 0, 4, 7, 1, 3486],
      carriedOut: [118, 3, 0, 0, 0, 0, 121],
    }),
    disputes: disputes([309, 17, 88, 26, 440, 1, 1, 16, 6, 24, 13, 0, 67, 9, 89]),
  },
];
