import { Field, Int, ObjectType } from 'type-graphql';
import { Agency } from '../agency/agencyTypes';
import { FindingCause } from '../report/model/reportEnums';
import { Report } from '../report/model/reportTypes';
import { FindingType } from '../shared/graphql/finding';
import { connectionOf } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';

@ObjectType({
  simpleResolvers: true,
  description:
    '公布之后才出现、尚无说明的核查问题。A finding that was not there when the report was published and is not explained.',
})
export class NewFinding extends FindingType {
  @Field(() => DateTime, { description: '出现的时间。Since when it is found, UTC.' })
  since: Date;
  @Field(() => FindingCause, { description: '出现的原因。Why it is found since then.' })
  cause: FindingCause;
}

@ObjectType({
  simpleResolvers: true,
  description:
    '公布之后出现新核查问题的报告。更正报告（改数或加以说明）后不再列出。A published report in which something is found that was not there when it was published. A correction answers it, of the figures or with an explanation; then it is no longer listed.',
})
export class ReportWithNewFindings {
  reportKey: number;
  agencyKey: number;
  @Field(() => Report, { description: '报告。The report.' })
  report: Report;
  @Field(() => Agency, { description: '机关。The agency whose report it is.' })
  agency: Agency;
  @Field(() => Int, { description: '年度。Reporting year.' })
  year: number;
  @Field(() => DateTime, { description: '最近一次出现的时间。When the last of them appeared, UTC.' })
  since: Date;
  @Field(() => [NewFinding], { description: '新的核查问题。What is found since.' })
  findings: NewFinding[];
}

/** Pages of published reports with new findings. */
export const NewFindingsConnection = connectionOf(ReportWithNewFindings, 'ReportWithNewFindings');
