import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, Index, JoinColumn, ManyToOne, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Node } from '../shared/graphql/node';
import { connectionOf } from '../shared/graphql/paging';
import { LocalDate } from '../shared/graphql/scalars';

/** The level of a jurisdiction in the administrative division. */
export enum JurisdictionLevel {
  NATION = 'NATION',
  PROVINCE = 'PROVINCE',
  PREFECTURE = 'PREFECTURE',
  COUNTY = 'COUNTY',
  TOWNSHIP = 'TOWNSHIP',
}
registerEnumType(JurisdictionLevel, {
  name: 'JurisdictionLevel',
  description: '行政区划级别。Level of the administrative division.',
  valuesConfig: {
    NATION: { description: '国家。The nation.' },
    PROVINCE: { description: '省、自治区、直辖市。A province, autonomous region or municipality.' },
    PREFECTURE: { description: '设区的市、自治州。A prefecture-level city or autonomous prefecture.' },
    COUNTY: { description: '县、县级市、市辖区。A county, county-level city or district.' },
    TOWNSHIP: { description: '乡镇、街道。A township or street.' },
  },
});

/** What kind of organ an agency is. */
export enum AgencyKind {
  GOVERNMENT = 'GOVERNMENT',
  DEPARTMENT = 'DEPARTMENT',
  TOWNSHIP_OR_STREET = 'TOWNSHIP_OR_STREET',
  INSTITUTION = 'INSTITUTION',
}
registerEnumType(AgencyKind, {
  name: 'AgencyKind',
  description: '行政机关类别。Kind of administrative organ.',
  valuesConfig: {
    GOVERNMENT: {
      description:
        '县级以上人民政府，其本级汇总报告不计入合计。Its consolidated report is never added to the sums.',
    },
    DEPARTMENT: { description: '政府部门。A department of a government.' },
    TOWNSHIP_OR_STREET: { description: '乡镇人民政府、街道办事处。A township government or street office.' },
    INSTITUTION: { description: '法律、法规授权的组织。An organisation authorised by law or regulation.' },
  },
});

/** How agencies succeed each other. */
export enum SuccessionKind {
  MERGE = 'MERGE',
  SPLIT = 'SPLIT',
}
registerEnumType(SuccessionKind, {
  name: 'SuccessionKind',
  description: '机构承继方式。How one agency follows another.',
  valuesConfig: {
    MERGE: { description: '合并。A merger.' },
    SPLIT: { description: '分立。A split.' },
  },
});

/** A place of the tree. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description: '行政区划。An administrative division by GB/T 2260 code.',
})
@Entity('jurisdiction', {
  comment:
    'An administrative division (行政区划) with its code of GB/T 2260: six digits, or nine for a township.',
})
@Unique(['code'])
@Unique(['path'])
@Index('jurisdiction_parent', ['parentKey', 'code'])
@Check('jurisdiction_code_check', "code ~ '^[0-9]{6}([0-9]{3})?$'")
@Check('jurisdiction_level_check', "level in ('NATION', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP')")
@Check('jurisdiction_path_check', "path like '%/'")
@Check('jurisdiction_check', 'valid_to >= valid_from')
export class Jurisdiction extends Node {
  readonly nodeType = 'Jurisdiction';
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Column('integer', { name: 'parent_id', nullable: true })
  parentKey: number | null;
  @ManyToOne(() => Jurisdiction)
  @JoinColumn({ name: 'parent_id' })
  parent: Jurisdiction | null;
  @Column({
    type: 'text',
    collation: 'C',
    comment: 'codes from the root down, each followed by /; a subtree is one range of it',
  })
  path: string;
  @Field(() => ID, { description: 'GB/T 2260 代码。Code: six digits, or nine for townships and streets.' })
  @Column('text')
  code: string;
  @Field({ description: '名称。Name in Chinese.' })
  @Column('text')
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  @Column('text', { nullable: true })
  nameEn: string | null;
  @Field(() => JurisdictionLevel, { description: '级别。Level.' })
  @Column('text')
  level: JurisdictionLevel;
  @Field({
    description: '是否演示数据。True for invented demonstration data; such roots never mix with real ones.',
  })
  @Column('boolean', { default: false })
  demonstration: boolean;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '设立日期；null 表示一直存在或不详。The day from which it exists under this code; null when it was always there, or nobody has said since when.',
  })
  @Column('date', {
    nullable: true,
    comment:
      'the day from which the place exists; null when it was always there, or nobody has said since when',
  })
  validFrom: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '撤销、合并、分立或改码的日期。The day from which it no longer exists under this code: closed, merged, split, or recoded.',
  })
  @Column('date', {
    nullable: true,
    comment:
      'the day from which the place no longer exists: it was closed, merged, split, or goes on under another code',
  })
  validTo: string | null;
  @Column('timestamptz', {
    nullable: true,
    comment:
      'when the adding of the place was undone: nothing shows it but answers as of the time it was there',
  })
  removedAt: Date | null;
  /** The instant as of which it is named; null means now. */
  asOf: Date | null = null;
}

/** An agency as it is today, or as it was known at an instant. */
@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    '行政机关。An organ that reports, shown as it is today in Beijing; in an answer with asOf, as it was then and was known then.',
})
export class Agency extends Node {
  readonly nodeType = 'Agency';
  key: number;
  jurisdictionKey: number;
  supervisorKey: number | null;
  /** The instant as of which it is shown; null means now. */
  asOf: Date | null;
  @Field(() => ID, { description: '机关代码。Code in this hub.' })
  code: string;
  @Field({ description: '名称。Name in force today; the last one of an agency that has ended.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn: string | null;
  @Field(() => AgencyKind, { description: '类别。Kind of organ.' })
  kind: AgencyKind;
  @Field({ description: '是否演示数据。True for invented demonstration data.' })
  demonstration: boolean;
  @Field(() => LocalDate, {
    description:
      '起始日：设立日期；`foundingUnknown` 的，只是本平台开始记录之日，此前不详。First day of the agency: that of its founding, or, where `foundingUnknown`, only that since which the hub records it.',
  })
  validFrom: string;
  @Field({
    description:
      '设立日期是否不详。Whether nobody has said when it was founded: `validFrom` says nothing of it then.',
  })
  foundingUnknown: boolean;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      '撤销日期，可能尚未到来。The day from which it no longer exists, which may lie ahead; null while none is set.',
  })
  validTo: string | null;
}

/** A name an agency bore. */
@ObjectType({ simpleResolvers: true, description: '曾用名。A former name with its time.' })
export class FormerName {
  @Field({ description: '名称。The name.' })
  name: string;
  @Field(() => LocalDate, { description: '启用日期。First day of the name.' })
  validFrom: string;
  @Field(() => LocalDate, { description: '停用日期。First day of the next name.' })
  validTo: string;
}

/** A name an agency is to bear. */
@ObjectType({
  simpleResolvers: true,
  description: '将用名。A name that was announced and is not in force yet.',
})
export class ComingName {
  @Field({ description: '名称。The name.' })
  name: string;
  @Field(() => String, { nullable: true, description: '英文名称。Name in English.' })
  nameEn: string | null;
  @Field(() => LocalDate, { description: '启用日期。First day of the name.' })
  validFrom: string;
}

/** A link between an agency and one it follows or is followed by. */
@ObjectType({
  simpleResolvers: true,
  description: '机构承继关系。A link between a predecessor and a successor.',
})
export class Succession {
  otherKey: number;
  asOf: Date | null;
  @Field(() => SuccessionKind, { description: '方式。Merge or split.' })
  kind: SuccessionKind;
  @Field(() => LocalDate, { description: '生效日期。First day of the new state.' })
  effectiveOn: string;
}

/** Pages of agencies. */
export const AgencyConnection = connectionOf(Agency, 'Agency');
/** Pages of jurisdictions. */
export const JurisdictionConnection = connectionOf(Jurisdiction, 'Jurisdiction');
