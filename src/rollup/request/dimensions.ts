import { registerEnumType } from 'type-graphql';
import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { badInput } from '../../shared/graphql/paging';

/** By what the figures of a roll-up are grouped. */
export enum GroupDimension {
  AGENCY = 'AGENCY',
  CHILD = 'CHILD',
  YEAR = 'YEAR',
  LEVEL = 'LEVEL',
  KIND = 'KIND',
  APPLICANT = 'APPLICANT',
  OUTCOME = 'OUTCOME',
}
registerEnumType(GroupDimension, {
  name: 'GroupDimension',
  description:
    '分组维度，可组合至多三个。By what figures are grouped: up to three together, such as [AGENCY, YEAR] for a matrix of bureaus by years. 二维表、交叉表、透视表。Cross table, pivot.',
  valuesConfig: {
    AGENCY: { description: '机关；代码为机关代码。Agency; its code is that of the agency.' },
    CHILD: {
      description:
        '下一级区划；本级自己的机关列在本级代码下。The next level of the tree; agencies of the place itself are under its own code. The code is that of GB/T 2260.',
    },
    YEAR: { description: '年度。Reporting year.' },
    LEVEL: { description: '机关所属区划的级别。Level of the place of the agency.' },
    KIND: { description: '机关类别。Kind of agency.' },
    APPLICANT: {
      description:
        '申请人类型，即第三部分的六列，不含总计；数值为该列。Kind of applicant: the six columns of section three without the total. A value is that column: `requests.received`, `requests.denied.subtotal`, `measures.disclosureRate`.',
    },
    OUTCOME: {
      description:
        '办理结果，即第三部分（一）至（六）各行；数值为该行。Outcome of requests, such as a ground of denial: the rows （一） to （六） of section three, which add up to `concluded`. A value is that row: `requests.total`, `requests.naturalPerson`; with APPLICANT it is the one cell, `requests`.',
    },
  },
});

/** The dimensions that parts of the table are cut by. */
export type TableDimension = GroupDimension.APPLICANT | GroupDimension.OUTCOME;
/** The dimensions that reports are grouped by. */
export type MemberDimension = Exclude<GroupDimension, TableDimension>;

/** Returns whether a dimension cuts the table of section three, and groups no reports. */
export const isTableDimension = (dimension: GroupDimension): dimension is TableDimension =>
  dimension === GroupDimension.APPLICANT || dimension === GroupDimension.OUTCOME;

/** Returns the dimensions by which reports are grouped. */
export const memberDimensions = (by: readonly GroupDimension[]): MemberDimension[] =>
  by.filter((dimension): dimension is MemberDimension => !isTableDimension(dimension));

/** The SQL of the code of each dimension over a row of members; $2 is the path of the selection. An agency has its key. */
export const MEMBER_KEYS: Readonly<Record<MemberDimension, string>> = {
  AGENCY: 'agency_id::text',
  CHILD: `coalesce(nullif(split_part(substr(path, length(coalesce($2, '')) + 1), '/', 1), ''), place)`,
  YEAR: 'year::text',
  LEVEL: 'level',
  KIND: 'kind',
};

/** The codes of dimensions with a fixed list, in their order. */
const FIXED: Readonly<Partial<Record<GroupDimension, readonly string[]>>> = {
  LEVEL: Object.values(JurisdictionLevel),
  KIND: Object.values(AgencyKind),
};

/** Returns by what a code is sorted: its number in a fixed list, a year, or the code itself. */
export function sortKeyOf(dimension: MemberDimension, code: string): string | number {
  if (dimension === GroupDimension.YEAR) return Number(code);
  return FIXED[dimension]?.indexOf(code) ?? code;
}

/** What the parts of a cursor may be, by dimension. */
export const cursorPartOf = (dimension: GroupDimension): 'integer' | 'text' =>
  dimension === GroupDimension.AGENCY || dimension === GroupDimension.CHILD ? 'text' : 'integer';

/** The most dimensions of groups. */
export const MOST_DIMENSIONS = 3;

/** Returns the dimensions of a question. Refuses none, too many, and one twice. */
export function checkDimensions(by: readonly GroupDimension[]): readonly GroupDimension[] {
  if (by.length >= 1 && by.length <= MOST_DIMENSIONS && new Set(by).size === by.length) return by;
  throw badInput(
    'by',
    `请给出 1 至 ${MOST_DIMENSIONS} 个不同的维度。`,
    `Give 1 to ${MOST_DIMENSIONS} different dimensions.`,
  );
}

/** Returns the codes of a group as one text. */
export const joinCodes = (codes: readonly string[]): string => codes.join('/');
