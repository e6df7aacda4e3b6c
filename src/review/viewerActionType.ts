import { Field, ObjectType } from 'type-graphql';
import { ReportAction } from '../report/model/reportEnums';
import { FindingType } from '../shared/graphql/finding';

@ObjectType({
  simpleResolvers: true,
  description: '当前用户可否进行某操作。Whether the viewer may do an action now, and why not.',
})
export class ViewerAction {
  @Field(() => ReportAction, { description: '操作。The action.' })
  action: ReportAction;
  @Field({ description: '是否可行。Whether it may be done now.' })
  allowed: boolean;
  @Field(() => [FindingType], {
    description:
      '原因：自何时、因何、由谁可解除。Why not: since when, by what, and who can change that; empty when allowed.',
  })
  reasons: FindingType[];
}
