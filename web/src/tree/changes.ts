import type { WebTreeChangesQuery } from '../api/generated/documents';
import type { NodeKind } from '../place/NodeName';
import { type Field, field, optional } from './fields';

/** What can be done to the tree. */
type AnyKind = NonNullable<WebTreeChangesQuery['treeChanges']>['nodes'][number]['kind'];
/** What can be done to the tree by a form; a spreadsheet is loaded otherwise. */
export type ChangeKind = Exclude<AnyKind, 'IMPORT_TREE'>;

/** A change by a form. The first field names what is changed. */
interface Change {
  readonly zh: string;
  readonly en: string;
  /** What it is done to. */
  readonly subject: NodeKind;
  readonly fields: readonly Field[];
  /** Whether its warnings are to be confirmed. */
  readonly isConfirmed: boolean;
}

const AGENCY = field('agency', 'AGENCY', '机关', 'Agency');
const PLACE = field('place', 'PLACE', '区划', 'Place');
const NAME = field('name', 'TEXT', '新名称', 'The new name');
const NAME_EN = optional('nameEn', 'TEXT', '新的英文名称', 'The new name in English');
const CODE = field('code', 'TEXT', '新代码', 'The new code');
const FROM = field('effectiveOn', 'DATE', '生效日期', 'First day');
const RENAME_AGENCIES = optional(
  'renameAgencies',
  'FLAG',
  '名称以区划名称开头的机关随之更名',
  'Agencies whose names begin with that of the place follow',
);

/** The changes of the tree, in the order in which they are offered: what changes the agency or the place itself comes before what is added to it. */
export const CHANGES: Readonly<Record<ChangeKind, Change>> = {
  RENAME_AGENCY: {
    zh: '机关更名',
    en: 'Rename an agency',
    subject: 'AGENCY',
    fields: [AGENCY, NAME, NAME_EN, FROM],
    isConfirmed: true,
  },
  MOVE_AGENCY: {
    zh: '机关划转',
    en: 'Move an agency',
    subject: 'AGENCY',
    fields: [AGENCY, field('jurisdiction', 'PLACE', '划入的区划', 'To this place'), FROM],
    isConfirmed: true,
  },
  MERGE_AGENCIES: {
    zh: '机关合并',
    en: 'Merge agencies',
    subject: 'AGENCY',
    fields: [
      field('predecessors', 'AGENCIES', '被合并的机关', 'Agencies that end'),
      field('successor', 'AGENCY', '承继的机关', 'The one that goes on'),
      FROM,
    ],
    isConfirmed: true,
  },
  SPLIT_AGENCY: {
    zh: '机关分立',
    en: 'Split an agency',
    subject: 'AGENCY',
    fields: [
      AGENCY,
      FROM,
      field('into', 'AGENCY_PARTS', '分出的机关', 'New agencies'),
      optional('closes', 'FLAG', '原机关同时撤销', 'The agency itself ends'),
    ],
    isConfirmed: true,
  },
  CHANGE_AGENCY_KIND: {
    zh: '机关类别变更',
    en: 'Change the kind of an agency',
    subject: 'AGENCY',
    fields: [AGENCY, field('kind', 'AGENCY_KIND', '新类别', 'The new kind'), FROM],
    isConfirmed: false,
  },
  CLOSE_AGENCY: {
    zh: '机关撤销',
    en: 'Close an agency',
    subject: 'AGENCY',
    fields: [AGENCY, field('effectiveOn', 'DATE', '撤销日期', 'First day without it')],
    isConfirmed: true,
  },
  CORRECT_AGENCY: {
    zh: '更正机关信息（录入错误）',
    en: 'Correct what was recorded of an agency',
    subject: 'AGENCY',
    fields: [
      AGENCY,
      optional('stateOn', 'DATE', '所更正状态期间的任一日', 'A day within the state to correct'),
      optional('name', 'TEXT', '正确的名称', 'The right name'),
      optional('nameEn', 'TEXT', '正确的英文名称', 'The right name in English'),
      optional('kind', 'AGENCY_KIND', '正确的类别', 'The right kind'),
      optional('jurisdiction', 'PLACE', '正确的区划', 'The right place'),
      optional('validFrom', 'DATE', '正确的起始日', 'The right first day'),
      optional('foundingUnknown', 'FOUNDING', '设立日期', 'When it was founded'),
    ],
    isConfirmed: true,
  },
  RENAME_PLACE: {
    zh: '区划更名',
    en: 'Rename a place',
    subject: 'PLACE',
    fields: [PLACE, NAME, NAME_EN, FROM, RENAME_AGENCIES],
    isConfirmed: false,
  },
  RECODE_PLACE: {
    zh: '区划改码',
    en: 'Give a place another code',
    subject: 'PLACE',
    fields: [PLACE, CODE, FROM],
    isConfirmed: true,
  },
  MOVE_PLACE: {
    zh: '区划改隶',
    en: 'Move a place below another',
    subject: 'PLACE',
    fields: [PLACE, field('parent', 'PLACE', '新的上级区划', 'Its new parent'), CODE, FROM],
    isConfirmed: true,
  },
  CONVERT_PLACE: {
    zh: '建制变更（如撤县设区）',
    en: 'Make a place another kind of place',
    subject: 'PLACE',
    fields: [
      PLACE,
      NAME,
      NAME_EN,
      CODE,
      optional('level', 'LEVEL', '新级别（不填不变）', 'The new level; left out it stays'),
      optional('parent', 'PLACE', '新的上级区划（不填不变）', 'The new parent; left out it stays'),
      FROM,
      RENAME_AGENCIES,
    ],
    isConfirmed: true,
  },
  MERGE_PLACES: {
    zh: '区划合并',
    en: 'Merge places',
    subject: 'PLACE',
    fields: [
      field('predecessors', 'PLACES', '被合并的区划', 'Places that end'),
      field('successor', 'PLACE', '承继的区划', 'The one that goes on'),
      FROM,
    ],
    isConfirmed: true,
  },
  SPLIT_PLACE: {
    zh: '区划分立',
    en: 'Split a place',
    subject: 'PLACE',
    fields: [
      PLACE,
      FROM,
      field('into', 'PLACE_PARTS', '分出的区划', 'New places'),
      optional('closes', 'FLAG', '原区划同时撤销', 'The place itself ends'),
    ],
    isConfirmed: true,
  },
  CLOSE_PLACE: {
    zh: '区划撤销',
    en: 'Close a place',
    subject: 'PLACE',
    fields: [PLACE, field('effectiveOn', 'DATE', '撤销日期', 'First day without it')],
    isConfirmed: false,
  },
  CORRECT_PLACE: {
    zh: '更正区划名称（录入错误）',
    en: 'Correct the name of a place',
    subject: 'PLACE',
    fields: [
      PLACE,
      field('name', 'TEXT', '正确的名称', 'The right name'),
      optional('nameEn', 'TEXT', '正确的英文名称', 'The right name in English'),
    ],
    isConfirmed: false,
  },
  ADD_AGENCY: {
    zh: '新增机关',
    en: 'Add an agency',
    subject: 'PLACE',
    fields: [
      field('jurisdiction', 'PLACE', '所属区划', 'Its place'),
      field('code', 'TEXT', '代码', 'Code'),
      field('name', 'TEXT', '名称', 'Name'),
      optional('nameEn', 'TEXT', '英文名称', 'Name in English'),
      field('kind', 'AGENCY_KIND', '类别', 'Kind'),
      optional('supervisingAgency', 'AGENCY', '主管机关', 'Supervising agency'),
      field('validFrom', 'DATE', '设立日期', 'First day'),
      optional(
        'foundingUnknown',
        'FLAG',
        '设立日期不详，以上只是开始记录之日',
        'When it was founded is not known: that is only since when it is recorded',
      ),
    ],
    isConfirmed: true,
  },
  ADD_PLACE: {
    zh: '新增区划',
    en: 'Add a place',
    subject: 'PLACE',
    fields: [
      field('parent', 'PLACE', '上级区划', 'Its parent'),
      field('code', 'TEXT', '代码（GB/T 2260）', 'Code of GB/T 2260'),
      field('name', 'TEXT', '名称', 'Name'),
      optional('nameEn', 'TEXT', '英文名称', 'Name in English'),
      field('level', 'LEVEL', '级别', 'Level'),
      optional('validFrom', 'DATE', '设立日期', 'First day'),
    ],
    isConfirmed: true,
  },
};

/** Returns the changes of an agency, or of a place, in the order in which they are offered. */
export const kindsOf = (subject: NodeKind): readonly ChangeKind[] =>
  (Object.keys(CHANGES) as ChangeKind[]).filter((kind) => CHANGES[kind].subject === subject);

/** Every change of the list in words. */
export const changeInWords = (kind: AnyKind): readonly [zh: string, en: string] =>
  kind === 'IMPORT_TREE' ? ['从表格导入', 'Loaded from a spreadsheet'] : [CHANGES[kind].zh, CHANGES[kind].en];
