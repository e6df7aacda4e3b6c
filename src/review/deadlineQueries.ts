import { Arg, Ctx, Extensions, Int, Query, Resolver } from 'type-graphql';
import type { DataSource } from 'typeorm';
import { AgencyKind } from '../agency/agencyTypes';
import { reportingYear } from '../agency/reportingYear';
import { PUBLIC } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { DeadlineRule } from './deadlineEntities';
import { KindDeadline } from './deadlineTypes';

/** Returns the due days of a year by kind of agency, before extensions. */
export async function listDeadlines(
  database: Pick<DataSource, 'getRepository'>,
  year: number,
): Promise<KindDeadline[]> {
  const { departmentDeadline, governmentDeadline } = reportingYear(year);
  const rules = await database
    .getRepository(DeadlineRule)
    .find({ where: { year }, order: { setAt: 'ASC', id: 'ASC' } });
  // The rule that was set last is the one that holds.
  const byKind = new Map(rules.map((rule) => [rule.kind, rule]));
  return Object.values(AgencyKind).map((kind) => {
    const { dueOn, locks = false, reason = null, setAt = null } = byKind.get(kind) ?? {};
    const statutory = kind === AgencyKind.GOVERNMENT ? governmentDeadline : departmentDeadline;
    return { kind, dueOn: dueOn ?? statutory, locks, reason, setAt };
  });
}

@Resolver()
export class DeadlineQueries {
  @Extensions(PUBLIC)
  @Query(() => [KindDeadline], {
    description:
      '某年度各类机关的期限：法定的，或另行规定的；延期见 `Deadline`。The due days of a year by kind of agency: those of the law, or set otherwise; `Deadline` has the extensions of an agency.',
  })
  deadlines(
    @Ctx() context: Context,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
  ): Promise<KindDeadline[]> {
    return listDeadlines(context.database, year);
  }
}
