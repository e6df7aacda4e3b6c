import { Args, Ctx, Extensions, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { agencyLoader } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { reportLoader } from '../report/model/findReport';
import { Report } from '../report/model/reportTypes';
import { wasRecorded } from '../report/model/timeliness';
import { type PageArguments, readPage, UsualPage } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { SIGNED_IN } from '../shared/request/access';
import type { Context } from '../shared/request/context';
import { INBOX, listInbox, type WaitingItem } from './inbox';
import { InboxConnection, InboxItem } from './inboxTypes';
import { wasReturned, whenWithdrawn } from './reviewLoaders';

@Resolver()
export class ReviewQueries {
  @Extensions(SIGNED_IN)
  @Query(() => InboxConnection, {
    description:
      '待办：等我处理的报告，及本机关上一年度应报未报的报告，等候最久的在前；须登录。What waits for the viewer, longest first: reports at a step of theirs, and for clerks the report of the last year that ended, when it is due and not begun. For who is signed in.',
  })
  inbox(
    @Ctx() context: Context,
    @Args(() => UsualPage) page: PageArguments,
  ): Promise<Connection<WaitingItem>> {
    return listInbox(context, readPage(page, INBOX));
  }
}

@Resolver(() => InboxItem)
export class InboxFields {
  @FieldResolver(() => Report, {
    nullable: true,
    description: '报告；尚未开始时为空。The report; null when it is due and not begun.',
  })
  report(@Root() item: WaitingItem, @Ctx() context: Context) {
    return item.reportKey === null ? null : reportLoader(context).load(item.reportKey);
  }

  @FieldResolver(() => Boolean)
  returned(@Root() { reportKey }: WaitingItem, @Ctx() context: Context): Promise<boolean> {
    return wasReturned(context, reportKey);
  }

  @FieldResolver(() => Boolean)
  recorded(@Root() { reportKey }: WaitingItem, @Ctx() context: Context): Promise<boolean> {
    return wasRecorded(context, reportKey);
  }

  @FieldResolver(() => DateTime)
  withdrawnAt(@Root() { reportKey }: WaitingItem, @Ctx() context: Context): Promise<Date | null> {
    return whenWithdrawn(context, reportKey);
  }

  @FieldResolver(() => Agency, { description: '机关。The agency whose report it is.' })
  agency(@Root() item: WaitingItem, @Ctx() context: Context) {
    return agencyLoader(context).load(item.agencyKey);
  }
}
