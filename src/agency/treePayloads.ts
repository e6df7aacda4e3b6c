import { Field, ObjectType } from 'type-graphql';
import { FindingType } from '../shared/graphql/finding';
import { Agency, Jurisdiction } from './agencyTypes';

/** The outcome of a change to an agency. */
@ObjectType({
  simpleResolvers: true,
  description: '机关操作的结果。The outcome of a command on an agency: the agency, or why it was refused.',
})
export class AgencyPayload {
  @Field(() => Agency, {
    nullable: true,
    description: '变更后的机关；被拒绝时为空。The agency after the change; null when refused.',
  })
  agency: Agency | null;
  @Field(() => [FindingType], {
    description:
      '输入的全部问题，或须先确认的事项；完成时为空。Everything wrong with the input, or what to confirm first; empty when done.',
  })
  findings: FindingType[];
}

/** The outcome of a change to the tree. */
@ObjectType({
  simpleResolvers: true,
  description: '区划操作的结果。The outcome of a command on a jurisdiction.',
})
export class JurisdictionPayload {
  @Field(() => Jurisdiction, {
    nullable: true,
    description: '区划；被拒绝时为空。The jurisdiction; null when refused.',
  })
  jurisdiction: Jurisdiction | null;
  @Field(() => [FindingType], {
    description: '输入的全部问题；完成时为空。Everything wrong with the input; empty when done.',
  })
  findings: FindingType[];
}
