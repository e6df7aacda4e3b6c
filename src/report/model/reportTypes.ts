import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from 'type-graphql';
import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Agency } from '../../agency/agencyTypes';
import type { Cell } from '../../form/cells';
import type { Figures } from '../../form/figures';
import { SECTIONS } from '../../form/sections';
import { nestFigures, type Tables } from '../../form/tables';
import { FindingType } from '../../shared/graphql/finding';
import { globalId, Node, readId } from '../../shared/graphql/node';
import { connectionOf } from '../../shared/graphql/paging';
import { DateTime, Decimal, SafeInt } from '../../shared/graphql/scalars';
import type { Context } from '../../shared/request/context';
import { DisputeTable, ProactiveDisclosure, RequestTable } from './tableTypes';

/** Whose figures a report holds. */
export enum ReportScope {
  OWN = 'OWN',
  CONSOLIDATED = 'CONSOLIDATED',
}
registerEnumType(ReportScope, {
  name: 'ReportScope',
  description: '统计口径。Whose figures a report holds.',
  valuesConfig: {
    OWN: { description: '本机关。The organ alone; these are added.' },
    CONSOLIDATED: {
      description: '本级政府汇总。A government with its departments; never added, only reconciled.',
    },
  },
});

/** Where a report stands. */
export enum ReportState {
  DRAFT = 'DRAFT',
  SECTION_REVIEW = 'SECTION_REVIEW',
  OFFICE_REVIEW = 'OFFICE_REVIEW',
  LEADER_REVIEW = 'LEADER_REVIEW',
  FILED = 'FILED',
  PUBLISHED = 'PUBLISHED',
  WITHDRAWN = 'WITHDRAWN',
}
registerEnumType(ReportState, {
  name: 'ReportState',
  description: '报告状态。Where a report stands; who may not read unpublished work sees only PUBLISHED.',
  valuesConfig: {
    DRAFT: { description: '草稿。With the clerk; a correction of a published report is one too.' },
    SECTION_REVIEW: { description: '科室初审。' },
    OFFICE_REVIEW: { description: '办公室复审。' },
    LEADER_REVIEW: { description: '分管领导终审。' },
    FILED: { description: '已报送，待主管部门审核。Filed; waits for the district officer.' },
    PUBLISHED: { description: '已公布。Published.' },
    WITHDRAWN: { description: '已撤回公布。Withdrawn from publication, with a tombstone.' },
  },
});

/** What can be done to a report. */
export enum ReportAction {
  SAVE = 'SAVE',
  SUBMIT = 'SUBMIT',
  TAKE_UP = 'TAKE_UP',
  APPROVE = 'APPROVE',
  RETURN = 'RETURN',
  WITHDRAW = 'WITHDRAW',
  ACCEPT = 'ACCEPT',
  CORRECT = 'CORRECT',
  DISCARD = 'DISCARD',
  RETRACT = 'RETRACT',
  RECORD = 'RECORD',
}
registerEnumType(ReportAction, {
  name: 'ReportAction',
  description: '操作。What can be done to a report.',
  valuesConfig: {
    SAVE: { description: '保存草稿。Save a draft (saveSection).' },
    SUBMIT: { description: '提交审核。Submit to review (submitReport).' },
    TAKE_UP: { description: '受理：此后填报人不能撤回。Take up: the clerk can no longer withdraw it.' },
    APPROVE: { description: '审核通过。Approve: on to the next step.' },
    RETURN: { description: '退回，须写意见。Return with a comment.' },
    WITHDRAW: { description: '填报人撤回，受理前可用。Withdraw before it is taken up.' },
    ACCEPT: { description: '主管部门接收并公布。Accept and publish.' },
    CORRECT: { description: '更正，须写理由。Open a correction with a reason.' },
    DISCARD: {
      description: '放弃更正，回到更正前。Give up a correction: back to what was there before it was opened.',
    },
    RETRACT: { description: '撤回公布，须写理由。Withdraw from publication with a reason.' },
    RECORD: {
      description: '补录已公布报告（recordPublishedReport）。Record what is already published elsewhere.',
    },
  },
});

/** How a revision came in. */
export enum RevisionOrigin {
  FILED = 'FILED',
  RECORDED = 'RECORDED',
}
registerEnumType(RevisionOrigin, {
  name: 'RevisionOrigin',
  description: '来源方式。How the figures came in.',
  valuesConfig: {
    FILED: { description: '报送。Filed through the hub; an error blocks it.' },
    RECORDED: {
      description: '补录已公布报告。Recorded as the organ has already published it, errors and all.',
    },
  },
});

/** What is known of a figure beside its value. */
export enum Qualifier {
  EXACT = 'EXACT',
  AT_LEAST = 'AT_LEAST',
  AT_MOST = 'AT_MOST',
  APPROXIMATE = 'APPROXIMATE',
}
registerEnumType(Qualifier, {
  name: 'Qualifier',
  description: '数值限定。How exact a figure is.',
  valuesConfig: {
    EXACT: { description: '确数。' },
    AT_LEAST: { description: '余、多、超：不少于。A lower bound.' },
    AT_MOST: { description: '近、不足：不超过。An upper bound.' },
    APPROXIMATE: { description: '约。Approximate.' },
  },
});

/** How an indicator adds up. */
export enum IndicatorAggregation {
  SUM = 'SUM',
  LAST = 'LAST',
  NONE = 'NONE',
}
registerEnumType(IndicatorAggregation, {
  name: 'IndicatorAggregation',
  description: '汇总方式。How an indicator adds up.',
  valuesConfig: {
    SUM: { description: '相加。Over agencies and years.' },
    LAST: { description: '取最后一年。Over agencies, of the last year only.' },
    NONE: { description: '不汇总。Never added.' },
  },
});

/** A row of the indicator catalogue. */
@ObjectType({
  simpleResolvers: true,
  description: '补充指标。A figure outside the statutory form, from the catalogue the district keeps.',
})
@Entity('indicator', {
  comment:
    'A figure outside the statutory form that the district collects, such as hotline tickets, with its unit and how it adds up.',
})
@Unique(['code'])
@Check('indicator_code_check', "code ~ '^[a-z][A-Za-z0-9]*$'")
@Check('indicator_aggregation_check', "aggregation in ('SUM', 'LAST', 'NONE')")
export class Indicator {
  @PrimaryGeneratedColumn('identity', { name: 'id', generatedIdentity: 'ALWAYS' })
  key: number;
  @Field(() => ID, { description: 'Code, such as `hotlineTickets`.' })
  @Column('text')
  code: string;
  @Field({ description: '名称。Name in Chinese.' })
  @Column('text')
  name: string;
  @Field({ description: 'Name in English.' })
  @Column('text')
  nameEn: string;
  @Field({ description: '计量单位。Unit.' })
  @Column('text')
  unit: string;
  @Field(() => IndicatorAggregation, { description: '汇总方式。How it adds up.' })
  @Column('text')
  aggregation: IndicatorAggregation;
  @Field({ description: '口径说明。What is counted.' })
  @Column('text')
  description: string;
  @Field({ description: '是否停用。Retired indicators take no new values.' })
  @Column('boolean', { default: false })
  retired: boolean;
}

/** A sentence a figure was taken from. */
@ObjectType({
  simpleResolvers: true,
  description: '原文句子。The sentence of a report that states the figure.',
})
export class SourceSentence {
  @Field(() => ID, { description: '机关代码。Code of the agency.' })
  agencyCode: string;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field({ description: '原文。The sentence as printed.' })
  text: string;
}

/** The value of an indicator in a report or a roll-up. */
@ObjectType({
  simpleResolvers: true,
  description: '补充指标的值。The value of a supplementary indicator, of one report or of many.',
})
export class IndicatorValue {
  @Field(() => Indicator, { description: '指标。The indicator.' })
  indicator: Indicator;
  @Field(() => Decimal, {
    nullable: true,
    description: '数值。Value in the unit of the indicator; null when it cannot be added.',
  })
  value: string | null;
  @Field(() => Int, {
    nullable: true,
    description:
      '数值所属年度。The year that the value is of: that of the report, or of a sum the only year it adds, such as the last one of an indicator that takes the last; null where it adds several.',
  })
  year: number | null;
  @Field(() => String, {
    nullable: true,
    description: '空值的原因。Why there is no value; null when there is one.',
  })
  reason: string | null;
  @Field(() => Qualifier, { description: '限定。How exact the value is.' })
  qualifier: Qualifier;
  @Field(() => Int, { description: '纳入报告数。Number of reports that state it.' })
  reports: number;
  @Field(() => [SourceSentence], {
    description: '原文，至多二十句。The sentences it rests on, at most twenty.',
  })
  sentences: SourceSentence[];
}

/** One cell by its code. */
@ObjectType({ simpleResolvers: true, description: '按代码取的栏目值。One cell of the form with its value.' })
export class CellValue {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field({ description: '印刷标签。Label as printed.' })
  label: string;
  @Field({ description: 'English label.' })
  labelEn: string;
  @Field(() => SafeInt, {
    nullable: true,
    description: '数量。Value of a count; null when not reported or an amount.',
  })
  count: number | null;
  @Field(() => Decimal, {
    nullable: true,
    description: '金额（万元）。Value of an amount; null when not reported or a count.',
  })
  amount: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      '空值的原因。Why there is no value: blank, not applicable, not in the edition of the form, or not to be added; null when there is one.',
  })
  reason: string | null;
}

/**
 * Anything that has the shape of a report. The tables are properties and not resolvers, each call of which would go through
 * type-graphql; most operations write them without (server/rawTables.ts).
 */
@InterfaceType({
  description:
    '具有报告形状的数据。What a report and every roll-up have in common: the three tables, measures and indicators.',
  resolveType: (value: { nodeType: string }) => value.nodeType,
})
export abstract class ReportShaped {
  figures: Figures;
  /** Cells whose sum would mean nothing here. */
  hidden?: ReadonlySet<string>;
  /** Why a cell is null here. */
  abstract reasonForNull(cell: Cell): string | null;
  /** Measures that are not simply those of the figures (a difference of two). */
  ownMeasures?: Record<string, unknown>;
  /** Without sentences a sum has them sooner. */
  loadIndicators: (context: Context, withSentences: boolean) => Promise<IndicatorValue[]>;
  private shaped?: Tables;
  /** Shaped on first use: every cell is read through its table. */
  private get tables(): Tables {
    this.shaped ??= nestFigures(this.figures, this.hidden);
    return this.shaped;
  }

  get proactive(): object {
    return this.tables.proactive;
  }
  get requests(): object {
    return this.tables.requests;
  }
  get disputes(): object {
    return this.tables.disputes;
  }
}

/** Makes getters fields that are read as they stand: under a decorator type-graphql would make a resolver of each. */
function readAsProperties(
  type: abstract new () => object,
  fields: Record<string, { type: () => unknown; description: string }>,
): void {
  for (const [name, { type: returns, description }] of Object.entries(fields))
    Field(returns as () => object, { simple: true, description })(type.prototype, name);
}

readAsProperties(ReportShaped, {
  proactive: {
    type: () => ProactiveDisclosure,
    description: '第二部分 主动公开政府信息情况。Section two.',
  },
  requests: {
    type: () => RequestTable,
    description: '第三部分 收到和处理政府信息公开申请情况。Section three.',
  },
  disputes: {
    type: () => DisputeTable,
    description: '第四部分 政府信息公开行政复议、行政诉讼情况。Section four.',
  },
});

/** What stands beside a figure. */
@ObjectType({
  simpleResolvers: true,
  description: '栏目标注。A cell that is blank, not applicable, computed, or has a note.',
})
export class CellMark {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field({ description: 'BLANK, NOT_APPLICABLE or REPORTED.' })
  status: string;
  @Field({ description: '是否系统计算。True for a total that was left out and computed.' })
  computed: boolean;
  @Field(() => String, { nullable: true, description: '栏内注。Note printed in the cell.' })
  note: string | null;
}

/** A section of prose. */
@ObjectType({ simpleResolvers: true, description: '叙述部分。A section of prose.' })
export class NarrativeSection {
  @Field(() => Int, { description: '部分序号。Number of the section: 1, 5 or 6.' })
  number: number;
  @Field({ description: '标题。Statutory title.' })
  title: string;
  @Field(() => String, { nullable: true, description: '正文。Text; null when not written.' })
  text: string | null;
}

const narrative = (number: number, text: string | null): NarrativeSection => ({
  number,
  title: SECTIONS[number - 1].zh,
  text,
});

/** An immutable state of a report. */
@ObjectType({
  simpleResolvers: true,
  implements: ReportShaped,
  description: '报告修订。One immutable state of a report.',
})
export class ReportRevision extends ReportShaped {
  readonly nodeType: 'ReportRevision' | 'Report' = 'ReportRevision';
  revisionKey: number;
  marksByCode: Record<string, Omit<CellMark, 'code'>>;
  overviewText: string | null;
  problemsText: string | null;
  otherMattersText: string | null;
  /** Numbers of the sections that were saved, empty ones too. */
  savedSections: number[];
  @Field(() => Int, { description: '修订号。Number of the revision, from 1.' })
  revision: number;
  @Field(() => RevisionOrigin, { description: '来源方式。How it came in.' })
  origin: RevisionOrigin;
  @Field(() => Int, { description: '第二部分所用版本。Edition of section two.' })
  proactiveEdition: number;
  @Field(() => Int, { description: '第三部分所用版本。Edition of section three.' })
  requestsEdition: number;
  @Field(() => Int, { description: '第四部分所用版本。Edition of section four.' })
  disputesEdition: number;
  @Field(() => String, { nullable: true, description: '出处。Where recorded figures come from.' })
  source: string | null;
  @Field(() => Int, { description: '错误数。Findings of severity ERROR.' })
  errorCount: number;
  @Field(() => Int, { description: '警告数。Findings of severity WARNING.' })
  warningCount: number;
  @Field(() => DateTime, { description: '保存时间。When it was stored, UTC.' })
  createdAt: Date;
  @Field(() => String, {
    nullable: true,
    description: '更正理由。Why a published report was corrected; null for a first publication.',
  })
  correctionReason: string | null;
  @Field(() => DateTime, { nullable: true, description: '公布时间。When it was published in the hub, UTC.' })
  publishedAt: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description: '被取代时间。When a later revision replaced it, UTC.',
  })
  supersededAt: Date | null;

  override reasonForNull({ code, section, editions }: Cell): string {
    const edition = { 2: this.proactiveEdition, 3: this.requestsEdition, 4: this.disputesEdition }[section];
    if (!editions.some((own) => own === edition))
      return `所用 ${edition} 版表格无此栏。 Edition ${edition} of the form, which it uses, has no such cell.`;
    return this.marksByCode[code]?.status === 'NOT_APPLICABLE'
      ? '不适用。 Not applicable.'
      : '未填报。 Left blank.';
  }

  get overview(): NarrativeSection {
    return narrative(1, this.overviewText);
  }
  get problems(): NarrativeSection {
    return narrative(5, this.problemsText);
  }
  get otherMatters(): NarrativeSection {
    return narrative(6, this.otherMattersText);
  }
}

readAsProperties(ReportRevision, {
  overview: { type: () => NarrativeSection, description: '第一部分 总体情况。Section one.' },
  problems: { type: () => NarrativeSection, description: '第五部分 存在的主要问题及改进情况。Section five.' },
  otherMatters: { type: () => NarrativeSection, description: '第六部分 其他需要报告的事项。Section six.' },
});

/** A report in its published state, or its draft for those who may see it. */
@ObjectType({
  simpleResolvers: true,
  implements: [Node, ReportShaped],
  description: '政府信息公开工作年度报告。The annual report of an agency, in its published revision.',
})
export class Report extends ReportRevision {
  override readonly nodeType = 'Report';
  key: number;
  get id(): string {
    return globalId(this);
  }
  agencyKey: number;
  agencyCode: string;
  /** Where it was read with the report. */
  ownAgency: Agency | null;
  /** The instant as of which it is shown; null means now. */
  asOf: Date | null;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => ReportScope, { description: '统计口径。Whose figures it holds.' })
  scope: ReportScope;
  @Field(() => ReportState, { description: '状态。Where it stands.' })
  state: ReportState;
  @Field(() => Int, {
    description: '最新修订号。Number of the latest revision you may see; give it to `expectedRevision`.',
  })
  latestRevision: number;
}
readId(Report);

/** Pages of reports. */
export const ReportConnection = connectionOf(Report, 'Report');

/** The outcome of a submission. */
@ObjectType({
  simpleResolvers: true,
  description: '报送结果。The outcome of a submission, a draft or a dry run.',
})
export class ReportPayload {
  @Field({ description: '是否接受。Whether the input was (or would be) stored.' })
  accepted: boolean;
  /** The report it is stored in; null when refused or a dry run. */
  reportKey: number | null;
  @Field(() => Report, {
    nullable: true,
    description: '报告。The report as stored; null when refused or a dry run.',
  })
  report?: Report | null;
  @Field(() => [FindingType], {
    description: '全部问题。Everything found, gravest first, with paths into the input.',
  })
  findings: FindingType[];
  @Field(() => Int, {
    nullable: true,
    description: '当前修订号。The latest revision now; null when there is none.',
  })
  currentRevision: number | null;
}

/** The outcome of a change to the catalogue. */
@ObjectType({ simpleResolvers: true, description: 'The outcome of a command on the indicator catalogue.' })
export class IndicatorPayload {
  @Field(() => Indicator, { nullable: true, description: 'The indicator; null when refused.' })
  indicator: Indicator | null;
  @Field(() => [FindingType], { description: 'Everything wrong with the input.' })
  findings: FindingType[];
}
