import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Cell } from '../../form/cells';
import { SECTIONS } from '../../form/sections';
import { DateTime } from '../../shared/graphql/scalars';
import { RevisionOrigin } from './reportEnums';
import { ReportShaped, readAsProperties } from './reportShape';

/** What is stored beside a figure. */
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
