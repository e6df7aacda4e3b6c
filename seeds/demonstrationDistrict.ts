import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type { Figures } from '../src/form/figures';
import { type CarriedOut, yearFigures } from './demonstrationFigures';
import { addIndicators, addReport, spoil, sumOf } from './demonstrationReports';
import type { Maker } from './demonstrationRows';

/** The agencies of a district at most, beside its government. */
export const PER_DISTRICT = 60;
const TOWNSHIPS = 15;
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

/** A jurisdiction of the demonstration. */
export interface SeedJurisdiction {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly path: string;
}

/** Adds a jurisdiction below another, or the root. */
export function addJurisdiction(
  maker: Maker,
  code: string,
  name: string,
  level: string,
  parent: SeedJurisdiction | null,
): SeedJurisdiction {
  const id = maker.ids.jurisdiction.take();
  const path = `${parent?.path ?? ''}${code}/`;
  maker.rows.jurisdictions.push([id, code, name, level, parent?.id ?? null, path, true]);
  return { id, code, name, path };
}

/** Since when the demonstration's agencies exist, and the hub has them so: reports were published long before they are loaded. */
const FOUNDED = '2015-01-01';

/** A district: its government, bureaus, townships and all their reports; the first has a merger in 2023. */
export async function addDistrict(
  maker: Maker,
  district: SeedJurisdiction,
  size: number,
  years: readonly number[],
) {
  const { rows, ids, random } = maker;
  const addAgency = (
    code: string,
    name: string,
    kind: string,
    jurisdiction: SeedJurisdiction,
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
      jurisdiction.id,
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
    const jurisdiction = isTownship
      ? addJurisdiction(maker, `${district.code}${number}`, `演示镇${number}`, 'TOWNSHIP', district)
      : district;
    const name = isTownship
      ? `${jurisdiction.name}人民政府（演示）`
      : `${district.name}${OFFICES[at % OFFICES.length]}（演示）`;
    const id = addAgency(
      `${district.code}-${number}`,
      name,
      isTownship ? 'TOWNSHIP_OR_STREET' : 'DEPARTMENT',
      jurisdiction,
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
    await yieldToEvents();
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
      const grown = yearFigures(
        { size: member.busy, carriedIn, normativeDocumentsInForce: member.inForce },
        random,
      );
      member.carriedIn = grown.carriedOut;
      member.inForce = grown.normativeDocumentsInForce;
      const isMissing = random() < 0.03;
      if (isMissing) {
        member.last = null;
        continue;
      }
      const printed = spoil(grown.figures, random);
      addIndicators(maker, addReport(maker, member.id, year, 'OWN', printed, last), member.busy);
      published.push(printed);
      member.last = printed;
    }
    if (published.length > 0) addReport(maker, government, year, 'CONSOLIDATED', sumOf(published), null);
  }
}
