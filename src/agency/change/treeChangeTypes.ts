import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { FindingType } from '../../shared/graphql/finding';
import { Node } from '../../shared/graphql/node';
import { connectionOf } from '../../shared/graphql/paging';
import { DateTime, LocalDate } from '../../shared/graphql/scalars';
import { AgencyPayload, JurisdictionPayload } from '../treePayloads';
import { TreeEffect } from './treeEffectTypes';

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

/** What a change says of an agency of which it said anew whether anybody knows when it was founded. */
export interface ChangedFounding {
  readonly id: number;
  /** Whether nobody knew before. */
  readonly before: boolean;
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
  @Column('integer', { array: true, comment: 'the agencies that it changed' })
  agencyIds: number[];
  @Column('jsonb', {
    comment: 'the places that it changed: id, and before, which is null for a place that it added',
  })
  places: ChangedPlace[];
  @Column('jsonb', {
    default: [],
    comment:
      'the agencies of which it said anew whether it is known when they were founded: id, and before, which is whether it was unknown',
  })
  foundings: ChangedFounding[];
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
  /** The keys of the agencies whose names begin with the former name of the place. */
  keepingName?: number[];
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
