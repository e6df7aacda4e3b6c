import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { reportLoader } from '../report/model/findReport';
import { Report } from '../report/model/reportTypes';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { SIGNED_IN } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { listNewFindings, type StoredNewFindings } from './newFindings';
import { NewFindingsConnection, ReportWithNewFindings } from './newFindingTypes';

@Resolver()
export class NewFindingQueries {
  @Extensions(SIGNED_IN)
  @Query(() => NewFindingsConnection, {
    description:
      '本人填报、审核的机关已公布的报告中，公布之后才出现、尚无说明的核查问题，最近的在前；正在更正的不列；须登录。Published reports of agencies that the viewer files or reviews for, in which something is found that was not there when they were published and is not explained, newest first; not those that are being corrected. For who is signed in.',
  })
  newFindings(
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<StoredNewFindings>> {
    return listNewFindings(context, readPage(page, ['newFindings']));
  }
}

@Resolver(() => ReportWithNewFindings)
export class NewFindingFields {
  @FieldResolver(() => Report)
  report(@Root() { reportKey }: StoredNewFindings, @Ctx() context: Context) {
    return reportLoader(context).load(reportKey);
  }

  @FieldResolver(() => Agency)
  agency(@Root() { agencyKey }: StoredNewFindings, @Ctx() context: Context) {
    return agencyLoader(context).load(agencyKey);
  }
}
