import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { agencyLoader, findAgencies, scopeOfAgency } from '../agency/agencyQueries';
import { Agency } from '../agency/agencyTypes';
import { authoriseJurisdiction } from '../agency/authoriseAgency';
import { findJurisdiction, subtreeOf } from '../agency/jurisdictions';
import { reportingYear } from '../agency/reportingYear';
import { unknownAgencies, unknownJurisdiction } from '../agency/unknownCodes';
import { whyNotEnded } from '../form/reportingYears';
import type { StoredBoardRow } from '../review/board';
import { BoardRow } from '../review/boardTypes';
import { type FindingType, refusal, tooMany } from '../shared/graphql/finding';
import { checkLength } from '../shared/graphql/paging';
import { DateTime } from '../shared/graphql/scalars';
import { auditedTransaction } from '../shared/request/auditedTransaction';
import { type Context, loaderOf } from '../shared/request/context';
import { authorise } from '../shared/request/permissions';
import { Reminder } from './notificationEntities';
import { MOST_REMINDED, planReminders, type ReminderScope, sendReminders } from './reminders';
import {
  ReminderInput,
  ReminderKind,
  ReminderOutcome,
  ReminderPayload,
  type ReminderScopeInput,
} from './reminderTypes';

/** Returns whom a scope names. Throws where the caller may not remind one of them, and for a code that nobody has. */
async function readReminderScope(
  context: Context,
  { agencies, jurisdiction }: ReminderScopeInput,
): Promise<ReminderScope> {
  const { database, actor } = context;
  if (jurisdiction) {
    await authoriseJurisdiction(context, 'REMIND', jurisdiction);
    const place = await findJurisdiction(database, jurisdiction);
    if (!place) throw await unknownJurisdiction(database, 'input.scope.jurisdiction', jurisdiction);
    return { range: subtreeOf(place.path) };
  }
  const codes = [...new Set(checkLength('input.scope.agencies', agencies, MOST_REMINDED) ?? [])];
  const found = await findAgencies(database, codes);
  for (const code of codes) authorise(actor, 'REMIND', scopeOfAgency(found.get(code) ?? null));
  const unknown = codes.filter((code) => !found.has(code));
  if (unknown.length > 0) throw await unknownAgencies(database, 'input.scope.agencies', unknown);
  return { keys: [...found.values()].map(({ key }) => key) };
}

const checkKinds = (kinds: readonly ReminderKind[]): FindingType[] =>
  kinds.length > 0
    ? []
    : [refusal('list.empty', 'input.kinds', '请至少选一种情形。', 'Choose one reason at least.')];

const checkEnded = (year: number): FindingType[] => {
  const why = whyNotEnded(year);
  if (!why) return [];
  return [
    refusal(
      'reminder.year',
      'input.year',
      `${why[0]}，现在不必催报。`,
      `There is nothing to remind of yet: ${why[1]}.`,
      { actual: String(year) },
    ),
  ];
};

const checkMail = (sendsMail = false): FindingType[] =>
  sendsMail
    ? []
    : [
        refusal(
          'reminder.noMail',
          'input',
          '平台没有连接邮件服务器，催报发不出去：请改用电话等方式，并请运维人员连接邮件服务器。',
          'The hub has no mail server, so that no letter would leave it: call the agencies, and ask the operator to connect one.',
        ),
      ];

@Resolver()
export class ReminderMutations {
  @Authorized('REMIND')
  @Mutation(() => ReminderPayload, {
    description:
      '催报：给尚未开始、逾期未报或被退回的机关发信，逐个有结果；同一机关 24 小时内只催一次；preview 只预览将发出的信，不发出、不记录。Reminds agencies by mail whose report is not begun, late or returned, each with its own result and none twice within 24 hours. With `preview` it returns exactly the letters that would be sent, and sends and stores nothing.',
  })
  async remindAgencies(
    @Ctx() context: Context,
    @Arg('input', () => ReminderInput, { description: '催报哪些机关及情形。Whom, and why.' })
    input: ReminderInput,
    @Arg('preview', () => Boolean, {
      defaultValue: false,
      description: '只预览。Only says what would be sent.',
    })
    preview: boolean,
  ): Promise<ReminderPayload> {
    const scope = await readReminderScope(context, input.scope);
    const request = {
      year: reportingYear(input.year, 'input.year').year,
      scope,
      kinds: input.kinds,
      note: input.note?.trim() || null,
      sender: context.actor.name,
    };
    const findings = [...checkEnded(input.year), ...checkKinds(input.kinds), ...checkMail(context.sendsMail)];
    const planned =
      preview || findings.length > 0
        ? await planReminders(context.database, request)
        : await auditedTransaction(context, (manager) => sendReminders(manager, request));
    if (planned.length > MOST_REMINDED)
      return {
        accepted: false,
        outcomes: [],
        findings: [tooMany('input.scope', planned.length, MOST_REMINDED)],
      };
    return { accepted: findings.length === 0, outcomes: planned as ReminderOutcome[], findings };
  }
}

@Resolver(() => ReminderOutcome)
export class ReminderOutcomeFields {
  @FieldResolver(() => Agency)
  agency(@Root() { agencyKey }: ReminderOutcome, @Ctx() context: Context) {
    return agencyLoader(context).load(agencyKey);
  }
}

/** Loads when agencies were last reminded of their report on a year. */
const lastReminderLoader = (context: Context, year: number) =>
  loaderOf<number, { readonly agencyKey: number; readonly at: Date }>(
    context,
    `reminder ${year}`,
    (keys) =>
      context.database
        .getRepository(Reminder)
        .createQueryBuilder('r')
        .select('r.agencyId', 'agencyKey')
        .addSelect('max(r.sentAt)', 'at')
        .where('r.agencyId = any(:keys) and r.year = :year', { keys, year })
        .groupBy('r.agencyId')
        .getRawMany<{ agencyKey: number; at: Date }>(),
    (row) => row.agencyKey,
  );

@Resolver(() => BoardRow)
export class ReminderFields {
  @FieldResolver(() => DateTime, {
    nullable: true,
    description: '最近一次催报的时间。When it was last reminded by an officer, UTC; null where it never was.',
  })
  async remindedAt(
    @Root() { agencyKey, year }: StoredBoardRow,
    @Ctx() context: Context,
  ): Promise<Date | null> {
    return (await lastReminderLoader(context, year).load(agencyKey))?.at ?? null;
  }
}
