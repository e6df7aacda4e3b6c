import { AgencyKind, JurisdictionLevel } from '../src/agency/agencyTypes';
import type { NewAgency } from '../src/agency/change/addAgency';
import type { NewJurisdiction } from '../src/agency/change/addPlace';

const jurisdiction = (
  code: string,
  name: string,
  nameEn: string,
  level: JurisdictionLevel,
  parent: string | null,
): NewJurisdiction => ({ code, name, nameEn, level, parent });
const { NATION, PROVINCE, PREFECTURE, COUNTY } = JurisdictionLevel;

/** The jurisdictions of the real agencies, parents first. */
export const JURISDICTIONS: readonly NewJurisdiction[] = [
  jurisdiction('100000', '中华人民共和国', 'China', NATION, null),
  jurisdiction('310000', '上海市', 'Shanghai', PROVINCE, '100000'),
  jurisdiction('320000', '江苏省', 'Jiangsu', PROVINCE, '100000'),
  jurisdiction('320800', '淮安市', "Huai'an", PREFECTURE, '320000'),
  jurisdiction('320813', '洪泽区', 'Hongze', COUNTY, '320800'),
  jurisdiction('321300', '宿迁市', 'Suqian', PREFECTURE, '320000'),
  jurisdiction('321322', '沭阳县', 'Shuyang', COUNTY, '321300'),
  jurisdiction('410000', '河南省', 'Henan', PROVINCE, '100000'),
  jurisdiction('410300', '洛阳市', 'Luoyang', PREFECTURE, '410000'),
  jurisdiction('410303', '西工区', 'Xigong', COUNTY, '410300'),
];

const agency = (code: string, name: string, kind: AgencyKind, validFrom: string): NewAgency => ({
  code,
  name,
  kind,
  jurisdiction: code.slice(0, 6),
  validFrom,
  foundingUnknown: true,
});

/** The real agencies; `validFrom` is the start of the first year recorded here, and nobody says when they were founded. */
export const REAL_AGENCIES: readonly NewAgency[] = [
  agency('410303-001', '西工区行政审批和政务信息管理局', AgencyKind.DEPARTMENT, '2025-01-01'),
  agency('310000-001', '上海市人民政府办公厅', AgencyKind.DEPARTMENT, '2019-01-01'),
  agency('320813-000', '淮安市洪泽区人民政府', AgencyKind.GOVERNMENT, '2023-01-01'),
  agency('321322-000', '沭阳县人民政府', AgencyKind.GOVERNMENT, '2025-01-01'),
  agency('321300-000', '宿迁市人民政府', AgencyKind.GOVERNMENT, '2023-01-01'),
];
