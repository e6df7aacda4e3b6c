import { Arg, Authorized, Ctx, Extensions, ID, Int, Resolver, Root, Subscription } from 'type-graphql';
import { findAgency } from '../agency/agencyQueries';
import { findJurisdiction } from '../agency/jurisdictions';
import { PlaceInput } from '../agency/placeInputs';
import { reportingYear } from '../agency/reportingYear';
import { unknownAgencies, unknownJurisdiction } from '../agency/unknownCodes';
import { ImportBatchConnection } from '../document/batchTypes';
import { BATCHES, listBatches } from '../document/import/batches';
import { ImportBatch } from '../document/store/documentEntities';
import { findReportByKey } from '../report/model/findReport';
import { INBOX, listInbox, type WaitingItem } from '../review/inbox';
import { InboxConnection } from '../review/inboxTypes';
import { completenessOf } from '../rollup/completeness';
import { Coverage } from '../rollup/model/coverageTypes';
import { firstPage, PAGE_SIZES } from '../shared/graphql/pageArguments';
import type { Connection } from '../shared/graphql/paging';
import { PUBLIC, SIGNED_IN } from '../shared/request/access';
import type { Context, ReportChangeSignal } from '../shared/request/context';
import { can } from '../shared/request/permissions';
import { ReportChange } from './notificationTypes';
import {
  type BatchConcern,
  type Concern,
  currentAndChanges,
  eachChange,
  type TreeConcern,
} from './reportEvents';

/** Whether the caller may know of a change: everyone of publications, others of what they may read. */
const mayKnow: Concern = (signal, actor) => signal.isPublic || can(actor, 'READ_WORK', signal);

/** Whether a path leads through the place of a code. Places may move: their paths change, and their codes do not. */
const isBelow = (path: string, code: string): boolean => path.split('/').includes(code);

/** Whether a change of the tree may be of what an actor works on. Of the place of a single agency its role does not say. */
const concernsWork: TreeConcern = (treePath, { grants }) =>
  treePath === '' || grants.some(({ path }) => path === null || treePath.startsWith(path));

/** Whether a change is of a batch that an actor sees: of its own, or with a report of its work. */
const concernsBatches: BatchConcern = ({ startedBy, agencyKey, path }, actor) =>
  startedBy === null ||
  startedBy === actor.id ||
  (path !== null && can(actor, 'READ_WORK', { agencyKey, path }));

/** Returns whether changes are of the reports of an agency, or of those of a place with its subtree. */
async function concernOf(
  { database }: Context,
  { agency: code, jurisdiction }: PlaceInput,
): Promise<(signal: ReportChangeSignal) => boolean> {
  if (code) {
    const agency = await findAgency(database, code);
    if (!agency) throw await unknownAgencies(database, 'place.agency', [code]);
    return ({ agencyKey }) => agencyKey === agency.key;
  }
  const place = await findJurisdiction(database, jurisdiction ?? '');
  if (!place) throw await unknownJurisdiction(database, 'place.jurisdiction', jurisdiction ?? '');
  return ({ path }) => isBelow(path, place.code);
}

/** The subscriptions to reports, inboxes and completeness. */
@Resolver()
export class NoticeSubscriptions {
  @Extensions(PUBLIC)
  @Subscription(() => ReportChange, {
    description:
      '某机关或某地各机关报告的变化；公众只收到公布与撤回。Changes of the reports of an agency, or of all agencies of a place; the public hears of publication and withdrawal only.',
    subscribe: async ({ args, context }) => {
      const isThere = await concernOf(context, args.place);
      const year: number | null = args.year ?? null;
      if (year !== null) reportingYear(year);
      return eachChange(
        context,
        (signal, actor) =>
          isThere(signal) && (year === null || signal.year === year) && mayKnow(signal, actor),
      );
    },
  })
  async reportChanged(
    @Root() signal: ReportChangeSignal,
    @Ctx() context: Context,
    @Arg('place', () => PlaceInput, { description: '机关或区划。Whose reports.' }) _place: PlaceInput,
    @Arg('year', () => Int, { nullable: true, description: '年度，默认全部。Only of this year.' })
    _year: number | null,
  ): Promise<ReportChange> {
    const report = await findReportByKey(context.database, signal.reportKey, context.actor);
    const { action, state } = signal as Pick<ReportChange, 'action' | 'state'>;
    return { action, state, report };
  }

  @Extensions(SIGNED_IN)
  @Subscription(() => InboxConnection, {
    description:
      '待办的变化：订阅时及每次变化后的前二十项，含机构和期限的变动。The first twenty items of the inbox, at once and after every change, of the tree and of deadlines too.',
    subscribe: ({ context }) =>
      currentAndChanges(context, {
        report: (signal, actor) => can(actor, 'READ_WORK', signal),
        tree: concernsWork,
      }),
  })
  inboxChanged(@Ctx() context: Context): Promise<Connection<WaitingItem>> {
    return listInbox(context, firstPage(PAGE_SIZES.usual, INBOX));
  }

  @Authorized('RECORD')
  @Subscription(() => ImportBatchConnection, {
    description:
      '导入批次的变化：订阅时，及本人可见的批次开始、存入报告或撤销后，最新的二十批；须有补录权限。The last twenty batches of imports, at once and after every change of those that the viewer started or whose reports are in the viewer’s work: one was started or undone, or a report stored in it. For who may record reports.',
    subscribe: ({ context }) => currentAndChanges(context, { batch: concernsBatches }),
  })
  importBatchesChanged(@Ctx() context: Context): Promise<Connection<ImportBatch>> {
    return listBatches(context.database, context.actor, firstPage(PAGE_SIZES.usual, BATCHES));
  }

  @Extensions(PUBLIC)
  @Subscription(() => Coverage, {
    description:
      '某地某年度完成情况的变化：订阅时、当地每次公布或撤回后，以及当地机构、区划或期限变动后；各地都有的变动，如某类机关的期限，也在内。Completeness of a place and year: at once, after every publication and withdrawal there, and after changes of the tree or of deadlines there, or anywhere, as of the deadline of a kind of agency.',
    subscribe: async ({ args, context }) => {
      const place = await findJurisdiction(context.database, args.jurisdiction);
      if (!place) throw await unknownJurisdiction(context.database, 'jurisdiction', args.jurisdiction);
      reportingYear(args.year);
      return currentAndChanges(context, {
        report: (signal) => signal.isPublic && signal.year === args.year && isBelow(signal.path, place.code),
        tree: (treePath) => treePath === '' || isBelow(treePath, place.code),
      });
    },
  })
  completenessChanged(
    @Ctx() context: Context,
    @Arg('jurisdiction', () => ID, { description: '区划，含全部下级。A place with its whole subtree.' })
    jurisdiction: string,
    @Arg('year', () => Int, { description: '年度。Reporting year.' }) year: number,
  ): Promise<Coverage> {
    return completenessOf(context, jurisdiction, year);
  }
}
