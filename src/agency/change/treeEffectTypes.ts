import { Field, Int, ObjectType } from 'type-graphql';
import { proactiveRow } from '../../form/proactiveBlocks';
import { Figure } from '../../shared/graphql/scalars';
import { Jurisdiction } from '../agencyTypes';

/** Sums of a place in a year, before or after a change. */
@ObjectType({ simpleResolvers: true, description: '合计。Sums of a place in a year.' })
export class TreeFigures {
  @Field(() => Int, { description: '应报数，单位：份。Reports expected, unit: reports.' })
  expected: number;
  @Field(() => Int, { description: '已公布数，单位：份。Reports in the sum, unit: reports.' })
  included: number;
  @Field(() => Figure, {
    description: '新收申请总计，单位：件（表三一）。Requests received, section three, unit: requests.',
  })
  requestsReceived: number;
  @Field(() => Figure, {
    description: `${proactiveRow('fees').zh}，单位：万元（表二）。Administrative fees, section two, unit: 10,000 yuan.`,
  })
  feesAmount: string;
}

/** The sums of a place in a year, before and after a change. */
@ObjectType({
  simpleResolvers: true,
  description: '变更前后的合计。The sums of a place in a year, before and after a change.',
})
export class TreeEffectSum {
  @Field(() => Jurisdiction, {
    nullable: true,
    description: '区划。The place; null in a preview of adding it.',
  })
  place: Jurisdiction | null;
  @Field({ description: '区划代码。Code of the place.' })
  placeCode: string;
  @Field(() => Int, { description: '年度。The year.' })
  year: number;
  @Field(() => TreeFigures, { description: '变更前。Before the change.' })
  before: TreeFigures;
  @Field(() => TreeFigures, { description: '变更后。After the change.' })
  after: TreeFigures;
}

/** What a change of the tree does. */
@ObjectType({
  simpleResolvers: true,
  description: '变更的影响。What a change does to agencies, places, reports and sums.',
})
export class TreeEffect {
  @Field(() => Int, { description: '涉及的机关数，单位：个。Agencies changed, unit: agencies.' })
  agencies: number;
  @Field(() => Int, { description: '涉及的区划数，单位：个。Places changed, unit: places.' })
  places: number;
  @Field(() => Int, {
    description:
      '随之归属新状态的报告数，单位：份。Reports that belong to a changed state of their agency, unit: reports.',
  })
  reports: number;
  @Field(() => Int, {
    description:
      '在所涉机关有角色的账户数，单位：个；角色留在原机关，不转到承继的机关。Accounts with a role at an agency that changes, unit: accounts. Roles stay with their agency and do not go to its successor.',
  })
  accounts: number;
  @Field(() => Int, {
    description:
      '所涉机关在用的接口密钥数，单位：个；密钥留在原机关。API keys in force of the agencies that change, unit: keys. They stay with their agency.',
  })
  apiKeys: number;
  @Field({
    description:
      '各年度总计的全部栏目前后是否相等。Whether the totals of every year are equal in all cells, before and after: nothing is lost.',
  })
  totalsEqual: boolean;
  @Field(() => [TreeEffectSum], {
    description:
      '总计，以及合计有变的区划与年度（至多 20 个区划）。The total of each year, and the sums that change, of at most 20 places.',
  })
  sums: TreeEffectSum[];
}
