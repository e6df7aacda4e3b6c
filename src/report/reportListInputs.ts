import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DEMONSTRATION, DemonstrationData } from '../agency/demonstration';
import { FindingSeverity } from '../shared/graphql/finding';
import { DIRECTION, OrderDirection } from '../shared/graphql/ordering';
import { DateTime } from '../shared/graphql/scalars';
import { ReportScope, ReportState } from './model/reportEnums';

/** What reports are sorted by. */
export enum ReportOrderField {
  YEAR = 'YEAR',
  AGENCY_CODE = 'AGENCY_CODE',
  ERROR_COUNT = 'ERROR_COUNT',
}
registerEnumType(ReportOrderField, {
  name: 'ReportOrderField',
  description: '排序依据。What reports are sorted by.',
  valuesConfig: {
    YEAR: { description: '年度。Reporting year.' },
    AGENCY_CODE: { description: '机关代码。Code of the agency.' },
    ERROR_COUNT: { description: '错误数。Number of errors.' },
  },
});

@InputType({ description: '排序。Order of reports.' })
export class ReportOrderInput {
  @Field(() => ReportOrderField, { description: '依据。What to sort by.' })
  field: ReportOrderField;
  @Field(() => OrderDirection, DIRECTION)
  direction: OrderDirection;
}

/** Which scopes are listed: own reports alone, unless both are wanted. */
const SCOPES = {
  defaultValue: [ReportScope.OWN],
  description:
    '统计口径，默认只列本机关报告。Scopes to list: OWN alone by default, since a CONSOLIDATED report holds the figures of others again. Both: [OWN, CONSOLIDATED].',
};

/** Which findings a report has one of. */
@InputType({
  description:
    '核查问题筛选，各条件同时满足，以 `findings` 所列为准。Which findings, as `findings` lists them; conditions are combined.',
})
export class FindingFilterInput {
  @Field(() => ID, { nullable: true, description: '规则代码。Code of the rule, such as `requests.balance`.' })
  code?: string | null;
  @Field(() => FindingSeverity, { nullable: true, description: '级别。How grave it is.' })
  severity?: FindingSeverity | null;
}

@InputType({
  description:
    '某机关报告的筛选，各条件同时满足。Which reports of an agency to list; conditions are combined.',
})
export class AgencyReportFilterInput {
  @Field(() => [Int], { nullable: true, description: '年度。Of these years.' })
  years?: number[] | null;
  @Field(() => [ReportScope], SCOPES)
  scopes: ReportScope[];
  @Field(() => Boolean, { nullable: true, description: '是否有错误。With (true) or without (false) errors.' })
  withErrors?: boolean | null;
  @Field(() => [ReportState], {
    nullable: true,
    description:
      '状态，以查看者所见为准。In these states, as the viewer sees them: the public sees PUBLISHED only.',
  })
  states?: ReportState[] | null;
  @Field(() => Boolean, {
    nullable: true,
    description:
      '期限（含延期，北京时间）是否已过。Whether the deadline, extensions included, is over today in Beijing.',
  })
  deadlinePassed?: boolean | null;
  @Field(() => FindingFilterInput, {
    nullable: true,
    description: '有这样的核查问题。With a finding like this.',
  })
  finding?: FindingFilterInput | null;
  @Field(() => DateTime, {
    nullable: true,
    description:
      '此时起有变化（UTC）：所示修订在此时或其后保存或公布。Whose shown revision was stored or published at this instant (UTC) or later.',
  })
  changedSince?: Date | null;
}

@InputType({ description: '筛选。Which reports to list; conditions are combined.' })
export class ReportFilterInput extends AgencyReportFilterInput {
  @Field(() => ID, { nullable: true, description: '区划，含下级。Subtree of this place.' })
  jurisdiction?: string | null;
  @Field(() => ID, { nullable: true, description: '机关。Of this agency.' })
  agency?: string | null;
  @Field(() => DemonstrationData, DEMONSTRATION)
  demonstration: DemonstrationData;
}
