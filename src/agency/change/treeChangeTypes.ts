import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { proactiveRow } from '../../form/proactiveBlocks';
import { FindingType } from '../../shared/graphql/finding';
import { Node } from '../../shared/graphql/node';
import { connectionOf } from '../../shared/graphql/paging';
import { DateTime, Figure, LocalDate } from '../../shared/graphql/scalars';
import { Jurisdiction } from '../agencyTypes';
import { AgencyPayload, JurisdictionPayload } from '../treePayloads';

/** What was done to the tree. */
export enum TreeChangeKind {
  ADD_AGENCY = 'ADD_AGENCY',
  RENAME_AGENCY = 'RENAME_AGENCY',
  MOVE_AGENCY = 'MOVE_AGENCY',
  CHANGE_AGENCY_KIND = 'CHANGE_AGENCY_KIND',
  CLOSE_AGENCY = 'CLOSE_AGENCY',
  MERGE_AGENCIES = 'MERGE_AGENCIES',
  SPLIT_AGENCY = 'SPLIT_AGENCY',
  CORRECT_AGENCY = 'CORRECT_AGENCY',
  ADD_PLACE = 'ADD_PLACE',
  RENAME_PLACE = 'RENAME_PLACE',
  RECODE_PLACE = 'RECODE_PLACE',
  MOVE_PLACE = 'MOVE_PLACE',
  CONVERT_PLACE = 'CONVERT_PLACE',
  MERGE_PLACES = 'MERGE_PLACES',
  SPLIT_PLACE = 'SPLIT_PLACE',
  CLOSE_PLACE = 'CLOSE_PLACE',
  CORRECT_PLACE = 'CORRECT_PLACE',
  IMPORT_TREE = 'IMPORT_TREE',
}
registerEnumType(TreeChangeKind, {
  name: 'TreeChangeKind',
  description: '机构与区划变更的种类。What was done to places and agencies.',
  valuesConfig: {
    ADD_AGENCY: { description: '新增机关。An agency was added.' },
    RENAME_AGENCY: { description: '机关更名。An agency was renamed.' },
    MOVE_AGENCY: { description: '机关划转。An agency was moved to another place.' },
    CHANGE_AGENCY_KIND: { description: '机关类别变更。An agency became another kind of organ.' },
    CLOSE_AGENCY: { description: '机关撤销。An agency was closed.' },
    MERGE_AGENCIES: { description: '机关合并。Agencies were merged.' },
    SPLIT_AGENCY: { description: '机关分立。Agencies were split from one.' },
    CORRECT_AGENCY: { description: '更正机关信息。What was recorded wrongly of an agency was corrected.' },
    ADD_PLACE: { description: '新增区划。A place was added.' },
    RENAME_PLACE: { description: '区划更名。A place was renamed.' },
    RECODE_PLACE: { description: '区划改码。A place has another code.' },
    MOVE_PLACE: { description: '区划改隶。A place lies below another.' },
    CONVERT_PLACE: { description: '建制变更，如撤县设区。A place became another kind of place.' },
    MERGE_PLACES: { description: '区划合并。Places were merged.' },
    SPLIT_PLACE: { description: '区划分立。Places were split from one.' },
    CLOSE_PLACE: { description: '区划撤销。A place was closed.' },
    CORRECT_PLACE: { description: '更正区划名称。The name of a place was corrected.' },
    IMPORT_TREE: { description: '从表格导入。Places and agencies were loaded from a spreadsheet.' },
  },
});

/** What a change says of a place: null before for one that it added. */
export interface ChangedPlace {
  readonly id: number;
  readonly before: { name: string; nameEn: string | null; validTo: string | null } | null;
}

/** One change of the tree. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '机构与区划的一次变更。One change of places and agencies; within a day it can be undone.',
})
@Entity('tree_change', {
  comment:
    'One change of places and agencies, by whom and when. The rows that it wrote have its instant: recorded_at of what is there since, superseded_at of what was there before.',
})
@Index('tree_change_recorded', ['recordedAt'])
export class TreeChange extends Node {
  readonly nodeType = 'TreeChange';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field(() => TreeChangeKind, { description: '种类。What was done.' })
  @Column('text')
  kind: TreeChangeKind;
  @Field(() => LocalDate, {
    nullable: true,
    description: '生效日期；更正没有。First day of the new state; a correction has none.',
  })
  @Column('date', { nullable: true })
  effectiveOn: string | null;
  @Field(() => DateTime, { description: '录入时间。When it was recorded, UTC.' })
  @Column('timestamptz', { default: () => 'tree_time()' })
  recordedAt: Date;
  @Field({ description: '操作者。Name of who did it.' })
  @Column('text')
  author: string;
  @Column('integer', { array: true, comment: 'the agencies of which it changed a version' })
  agencyIds: number[];
  @Column('jsonb', {
    comment: 'the places that it changed: id, and before, which is null for a place that it added',
  })
  places: ChangedPlace[];
  @Column('text', {
    array: true,
    comment: 'where it changed something: who may change the tree in all of these places may undo it',
  })
  paths: string[];
  @Field(() => DateTime, { nullable: true, description: '撤回时间。When it was undone, UTC.' })
  @Column('timestamptz', { nullable: true })
  undoneAt: Date | null;
  @Field(() => Int, { description: '涉及的机关数，单位：个。Agencies changed, unit: agencies.' })
  get agencyCount(): number {
    return this.agencyIds.length;
  }
  @Field(() => Int, { description: '涉及的区划数，单位：个。Places changed, unit: places.' })
  get placeCount(): number {
    return this.places.length;
  }
}

/** Sums of a place in a year, before or after a change. */
@ObjectType({ simpleResolvers: true, description: '合计。Sums of a place in a year.' })
export class TreeFigures {
  @Field(() => Int, { description: '应报数，单位：份。Reports expected, unit: reports.' })
  expected: number;
  @Field(() => Int, { description: '已公布数，单位：份。Reports in the sum, unit: reports.' })
  included: number;
  @Field(() => Figure, {
    description: '新收申请总计，单位：件（表三一）。Requests received, section three, unit: requests.',
  })
  requestsReceived: number;
  @Field(() => Figure, {
    description: `${proactiveRow('fees').zh}，单位：万元（表二）。Administrative fees, section two, unit: 10,000 yuan.`,
  })
  feesAmount: string;
}

/** The sums of a place in a year, before and after a change. */
@ObjectType({
  simpleResolvers: true,
  description: '变更前后的合计。The sums of a place in a year, before and after a change.',
})
export class TreeEffectSum {
  @Field(() => Jurisdiction, {
    nullable: true,
    description: '区划。The place; null in a preview of adding it.',
  })
  place: Jurisdiction | null;
  @Field({ description: '区划代码。Code of the place.' })
  placeCode: string;
  @Field(() => Int, { description: '年度。The year.' })
  year: number;
  @Field(() => TreeFigures, { description: '变更前。Before the change.' })
  before: TreeFigures;
  @Field(() => TreeFigures, { description: '变更后。After the change.' })
  after: TreeFigures;
}

/** What a change of the tree does. */
@ObjectType({
  simpleResolvers: true,
  description: '变更的影响。What a change does to agencies, places, reports and sums.',
})
export class TreeEffect {
  @Field(() => Int, { description: '涉及的机关数，单位：个。Agencies changed, unit: agencies.' })
  agencies: number;
  @Field(() => Int, { description: '涉及的区划数，单位：个。Places changed, unit: places.' })
  places: number;
  @Field(() => Int, {
    description:
      '随之归属新状态的报告数，单位：份。Reports that belong to a changed state of their agency, unit: reports.',
  })
  reports: number;
  @Field(() => Int, {
    description:
      '在所涉机关有角色的账户数，单位：个；角色留在原机关，不转到承继的机关。Accounts with a role at an agency that changes, unit: accounts. Roles stay with their agency and do not go to its successor.',
  })
  accounts: number;
  @Field(() => Int, {
    description:
      '所涉机关在用的接口密钥数，单位：个；密钥留在原机关。API keys in force of the agencies that change, unit: keys. They stay with their agency.',
  })
  apiKeys: number;
  @Field({
    description:
      '各年度总计的全部栏目前后是否相等。Whether the totals of every year are equal in all cells, before and after: nothing is lost.',
  })
  totalsEqual: boolean;
  @Field(() => [TreeEffectSum], {
    description:
      '总计，以及合计有变的区划与年度（至多 20 个区划）。The total of each year, and the sums that change, of at most 20 places.',
  })
  sums: TreeEffectSum[];
}

/** What a change of an agency answers. */
@ObjectType({
  simpleResolvers: true,
  description: '机关变更的结果。The outcome of a change of an agency.',
})
export class AgencyChangePayload extends AgencyPayload {
  @Field(() => TreeChange, {
    nullable: true,
    description: '本次变更；拒绝或预览时为 null。The change; null when it was refused or previewed.',
  })
  treeChange?: TreeChange | null;
  @Field(() => TreeEffect, {
    nullable: true,
    description: '影响；拒绝时为 null。Its effect; null when refused.',
  })
  effect?: TreeEffect | null;
}

/** What a change of a place answers. */
@ObjectType({
  simpleResolvers: true,
  description: '区划变更的结果。The outcome of a change of a place.',
})
export class PlaceChangePayload extends JurisdictionPayload {
  @Field(() => TreeChange, {
    nullable: true,
    description: '本次变更；拒绝或预览时为 null。The change; null when it was refused or previewed.',
  })
  treeChange?: TreeChange | null;
  @Field(() => TreeEffect, {
    nullable: true,
    description: '影响；拒绝时为 null。Its effect; null when refused.',
  })
  effect?: TreeEffect | null;
  /** The places that the command changed, for the record. */
  changed?: ChangedPlace[];
}

/** What undoing a change answers. */
@ObjectType({ simpleResolvers: true, description: '撤回的结果。The outcome of undoing a change.' })
export class UndoTreePayload {
  @Field(() => TreeChange, {
    nullable: true,
    description: '已撤回的变更。The change that was undone; null when refused or previewed.',
  })
  treeChange: TreeChange | null;
  @Field(() => TreeEffect, {
    nullable: true,
    description: '影响；拒绝时为 null。Its effect; null when refused.',
  })
  effect: TreeEffect | null;
  @Field(() => [FindingType], { description: '不能撤回的原因。Why it cannot be undone; empty when it can.' })
  findings: FindingType[];
}

/** Pages of changes. */
export const TreeChangeConnection = connectionOf(TreeChange, 'TreeChange');
