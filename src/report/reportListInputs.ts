import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DIRECTION, OrderDirection } from '../shared/graphql/ordering';
import { ReportScope } from './model/reportEnums';

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
    YEAR: { description: '年度。' },
    AGENCY_CODE: { description: '机关代码。' },
    ERROR_COUNT: { description: '错误数。' },
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
export const SCOPES = {
  defaultValue: [ReportScope.OWN],
  description:
    '统计口径，默认只列本机关报告。Scopes to list: OWN alone by default, since a CONSOLIDATED report holds the figures of others again. Both: [OWN, CONSOLIDATED].',
};

@InputType({ description: '筛选。Which reports to list; conditions are combined.' })
export class ReportFilterInput {
  @Field(() => ID, { nullable: true, description: '区划代码，含下级。Subtree of this place.' })
  jurisdiction?: string | null;
  @Field(() => ID, { nullable: true, description: '机关代码。Of this agency.' })
  agency?: string | null;
  @Field(() => [Int], { nullable: true, description: '年度。Of these years.' })
  years?: number[] | null;
  @Field(() => [ReportScope], SCOPES)
  scopes: ReportScope[];
  @Field(() => Boolean, { nullable: true, description: '是否有错误。With (true) or without (false) errors.' })
  withErrors?: boolean | null;
}
