import { ALL_DECISIONS, type Edition, type Label, type TableSection } from './lines';

/** The number of a section of prose. */
export type NarrativeSection = 1 | 5 | 6;
/** The number of a section of the report. */
export type SectionNumber = NarrativeSection | TableSection;

/** The name of each section, in paths of findings, in what is sent and in GraphQL. */
export const SECTION_NAMES = {
  1: 'overview',
  2: 'proactive',
  3: 'requests',
  4: 'disputes',
  5: 'problems',
  6: 'otherMatters',
} as const satisfies Record<SectionNumber, string>;
/** The name of a section that holds a table. */
export type TableName = (typeof SECTION_NAMES)[TableSection];
/** The name of a section of prose. */
export type NarrativeName = (typeof SECTION_NAMES)[NarrativeSection];

/** The sections that hold a table, in order. */
export const TABLE_SECTIONS: readonly TableSection[] = [2, 3, 4];
/** The sections of prose, in order. */
export const NARRATIVE_SECTIONS: readonly NarrativeSection[] = [1, 5, 6];

/** Returns the name of a section that holds a table. */
export const tableName = (section: TableSection): TableName => SECTION_NAMES[section];
/** Returns whether a name is that of a section that holds a table. */
export const isTableName = (name: string): name is TableName =>
  TABLE_SECTIONS.some((section) => tableName(section) === name);
/** Returns the name of a section of prose. */
export const narrativeName = (section: NarrativeSection): NarrativeName => SECTION_NAMES[section];
/** Returns whether a section holds a table. */
export const isTableSection = (section: SectionNumber): section is TableSection =>
  TABLE_SECTIONS.some((item) => item === section);

/** A section of the report with its statutory title. */
export interface FormSection extends Label {
  readonly number: SectionNumber;
  /** The numeral it is printed under. */
  readonly numeral: string;
  /** True for sections of prose. */
  readonly isNarrative: boolean;
}

/** The six sections, as printed. */
export const SECTIONS: readonly FormSection[] = [
  { number: 1, numeral: '一', zh: '总体情况', en: 'Overview', isNarrative: true },
  {
    number: 2,
    numeral: '二',
    zh: '主动公开政府信息情况',
    en: 'Proactive disclosure of government information',
    isNarrative: false,
  },
  {
    number: 3,
    numeral: '三',
    zh: '收到和处理政府信息公开申请情况',
    en: 'Requests for government information received and handled',
    isNarrative: false,
  },
  {
    number: 4,
    numeral: '四',
    zh: '政府信息公开行政复议、行政诉讼情况',
    en: 'Administrative reconsideration and litigation on open government information',
    isNarrative: false,
  },
  {
    number: 5,
    numeral: '五',
    zh: '存在的主要问题及改进情况',
    en: 'Main problems and improvements',
    isNarrative: true,
  },
  {
    number: 6,
    numeral: '六',
    zh: '其他需要报告的事项',
    en: 'Other matters to be reported',
    isNarrative: true,
  },
];

/** Returns a section as sentences name it: 第三部分, section 3. */
export const sectionInWords = (section: SectionNumber): Label => ({
  zh: `第${SECTIONS[section - 1].numeral}部分`,
  en: `section ${section}`,
});

/** Returns the number of a section with its title: 第一部分 总体情况. */
export const headOfSection = (section: SectionNumber): string =>
  `${sectionInWords(section).zh} ${SECTIONS[section - 1].zh}`;

/** What the title of every report ends with, after the name of the organ and the year. */
export const REPORT_TITLE = '政府信息公开工作年度报告';

/** Returns the title of a report: 机关名 + 年 + 政府信息公开工作年度报告. A space parts a name that ends with a digit from the year. */
export const titleOfReport = (name: string, years: string): string =>
  `${name}${/\d$/.test(name) ? ' ' : ''}${years}年${REPORT_TITLE}`;

/** What the notices print above the table of section three. */
export const REQUESTS_ARITHMETIC = '本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和';

/** Words of the three tables' heads that are no label of a line or column. */
export const TABLE_HEADS = {
  item: '信息内容',
  applicants: '申请人情况',
  organisations: '法人或其他组织',
  arithmetic: `（${REQUESTS_ARITHMETIC}）`,
} as const;

/** The columns of section three below 法人或其他组织. */
export const ORGANISATION_COLUMNS: readonly string[] = [
  'businessEnterprise',
  'researchInstitution',
  'socialOrganization',
  'legalServiceAgency',
  'other',
];

/** Column labels that an edition prints otherwise than the line's own label, by the last part of the code. */
export const PRINTED_OTHERWISE: Readonly<Record<Edition, Readonly<Record<string, Label>>>> = {
  2019: { decisions: ALL_DECISIONS },
  2021: {},
};
