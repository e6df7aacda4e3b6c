import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Cell } from '../../form/cells';
import type { Edition, TableSection as TableNumber } from '../../form/lines';
import { headOfSection } from '../../form/sections';
import { globalId, Node, readId } from '../../shared/graphql/node';
import { DateTime } from '../../shared/graphql/scalars';
import { type Absence, FigureState, type StoredMark } from './cellTypes';
import { RevisionOrigin } from './reportEnums';
import { ReportShaped, readAsProperties } from './reportShape';
import { NarrativeSection, narrativeSection, type Section, tableSection } from './sectionTypes';

const NOT_APPLICABLE: Absence = { state: FigureState.NOT_APPLICABLE, zh: '不适用。', en: 'Not applicable.' };
/** A cell that holds nothing. */
export const BLANK: Absence = { state: FigureState.BLANK, zh: '未填报。', en: 'Left blank.' };

/** What is said beside a figure, or in place of one. */
@ObjectType({
  simpleResolvers: true,
  description: '栏目标注。What is said of a cell that does not apply, was computed, or has a note.',
})
export class CellMark {
  @Field(() => ID, { description: '栏目代码。Code of the cell.' })
  code: string;
  @Field(() => FigureState, {
    description: '状态：REPORTED、COMPUTED、BLANK 或 NOT_APPLICABLE。State of the cell: one of these four.',
  })
  state: FigureState;
  @Field(() => String, { nullable: true, description: '栏内注。Note printed in the cell.' })
  note: string | null;
}

/** An immutable state of a report. */
@ObjectType({
  simpleResolvers: true,
  implements: [Node, ReportShaped],
  description: '报告修订。One immutable state of a report.',
})
export class ReportRevision extends ReportShaped {
  readonly nodeType: 'ReportRevision' | 'Report' = 'ReportRevision';
  revisionKey: number;
  get id(): string {
    return globalId({ nodeType: 'ReportRevision', key: this.revisionKey });
  }
  declare marksByCode: Record<string, StoredMark>;
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
  errorCount: number;
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

  override explainNull({ code, section, editions }: Cell): Absence {
    const edition = this.editions[section];
    if (!editions.some((own) => own === edition))
      return {
        state: FigureState.NOT_IN_EDITION,
        zh: `所用 ${edition} 版表格无此栏。`,
        en: `Edition ${edition} of the form, which it uses, has no such cell.`,
      };
    return this.marksByCode[code]?.status === 'NOT_APPLICABLE' ? NOT_APPLICABLE : BLANK;
  }

  private get editions(): Record<TableNumber, number> {
    return { 2: this.proactiveEdition, 3: this.requestsEdition, 4: this.disputesEdition };
  }
  override get sections(): Section[] {
    const table = (section: TableNumber) => tableSection(section, this, this.editions[section] as Edition);
    return [this.overview, table(2), table(3), table(4), this.problems, this.otherMatters];
  }
  get overview(): NarrativeSection {
    return narrativeSection(1, this.overviewText);
  }
  get problems(): NarrativeSection {
    return narrativeSection(5, this.problemsText);
  }
  get otherMatters(): NarrativeSection {
    return narrativeSection(6, this.otherMattersText);
  }
}

readId(ReportRevision);
readAsProperties(ReportRevision, {
  overview: { type: () => NarrativeSection, description: `${headOfSection(1)}。Section one.` },
  problems: { type: () => NarrativeSection, description: `${headOfSection(5)}。Section five.` },
  otherMatters: { type: () => NarrativeSection, description: `${headOfSection(6)}。Section six.` },
});
