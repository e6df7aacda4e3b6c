import type { LocatedAgency } from '../agency/agencyQueries';
import type { Jurisdiction } from '../agency/agencyTypes';
import { subtreeOf } from '../agency/jurisdictions';
import { isInForce } from '../agency/treeSql';
import { type Queryable, queryRows } from '../shared/database';
import { FindingSeverity, type FindingType, refusal } from '../shared/graphql/finding';

/** An extension that is to be granted: for an agency, a place with all below it, or everybody. */
interface PlannedExtension {
  readonly year: number;
  readonly dueOn: string;
  readonly agency: LocatedAgency | null;
  readonly jurisdiction: Jurisdiction | null;
}

/** What an extension does for the agencies it is for. */
interface ExtensionEffect {
  readonly agencies: number;
  /** Those who get more time. */
  readonly gaining: number;
  /** Those whose deadline has passed and locks, to whom filing is open longer. */
  readonly unlocked: number;
  /** Those whose report is published already. */
  readonly published: number;
  /** Those whose deadline has passed and does not lock. */
  readonly passed: number;
  /** The latest day until which they have time already. */
  readonly lastOn: string;
}

/** The SQL of what an extension of a year ($1) to a day ($4) does for the agencies of a condition ($2, $3): by their places of today (j) and of when their reports were due (i). The report of a government is its consolidated one, of which there may be an own one besides. */
const effectSql = (condition: string) => `
  with row as (
    select d.due_on, d.open_until, d.has_passed, d.locks,
           w.kind <> 'GOVERNMENT' and exists (select 1 from report r join report_revision p on p.report_id = r.id
             where r.agency_id = a.id and r.year = y.year and r.scope = 'OWN' and p.published_at is not null) as is_published
      from (select $1::int as year) y cross join agency a cross join lateral agency_now(a.id) v join jurisdiction j on j.id = v.jurisdiction_id
      cross join lateral agency_when_due(a.id, y.year) w join jurisdiction i on i.id = w.jurisdiction_id
      cross join lateral agency_deadline(a.id, y.year) d
     where ${condition} and (w.kind = 'GOVERNMENT' or exists (select 1 from agency_version m where m.agency_id = a.id and ${isInForce('m', 'y')})))
  select count(*)::int as agencies,
         count(*) filter (where not is_published and not has_passed and due_on < $4::date)::int as gaining,
         count(*) filter (where not is_published and has_passed and locks and open_until < $4::date)::int as unlocked,
         count(*) filter (where is_published)::int as published,
         count(*) filter (where not is_published and has_passed and not locks)::int as passed,
         max(case when has_passed and locks then open_until else due_on end)::text as "lastOn"
    from row`;
const AGENCY_EFFECT = effectSql('a.id = $2 and $3::int is null');
const RANGE_EFFECT = effectSql('(j.path >= $2 and j.path < $3 or i.path >= $2 and i.path < $3)');
/** The range of all paths, which begin with digits. */
const EVERYWHERE = ['', '~'];

async function readEffect(
  database: Queryable,
  { year, dueOn, agency, jurisdiction }: PlannedExtension,
): Promise<ExtensionEffect> {
  const range = agency ? [agency.key, null] : jurisdiction ? subtreeOf(jurisdiction.path) : EVERYWHERE;
  const [effect] = await queryRows<ExtensionEffect>(database, agency ? AGENCY_EFFECT : RANGE_EFFECT, [
    year,
    ...range,
    dueOn,
  ]);
  return effect;
}

/** Why an extension changes nothing for the one agency it is for. */
function refuseForOne({ published, passed, lastOn }: ExtensionEffect, dueOn: string): FindingType {
  if (published > 0)
    return refusal(
      'deadline.published',
      'input.scope.agency',
      '该机关这一年度的报告已公布：是否逾期以首次公布时为准，此后的延期不起作用。',
      'The report of the year is published: whether it came in time goes by its first publication, and an extension after it changes nothing.',
    );
  if (passed > 0)
    return refusal(
      'deadline.passed',
      'input.scope.agency',
      `截止日 ${lastOn} 已过：此后批准的延期不使逾期变为按时；过期并不锁定，不延期也可以报送。`,
      `The deadline ${lastOn} has passed: an extension that is granted now makes no report timely, and the report can be filed without one, since nothing is locked.`,
      { actual: dueOn },
    );
  return refusal(
    'deadline.notLater',
    'input.dueOn',
    `现有期限为 ${lastOn}，延期须晚于该日。`,
    `The report is due on ${lastOn}; an extension is to a later day.`,
    { actual: dueOn, expected: `> ${lastOn}` },
  );
}

/** Returns what is to be said of an extension: why it is refused where it changes nothing for anybody, and for whom it changes nothing. */
export async function checkEffect(database: Queryable, extension: PlannedExtension): Promise<FindingType[]> {
  const { agency, dueOn } = extension;
  const effect = await readEffect(database, extension);
  const { agencies, gaining, unlocked, published, passed } = effect;
  const later = agencies - gaining - unlocked - published - passed;
  if (gaining === agencies) return [];
  if (agency && unlocked === 0) return [refuseForOne(effect, dueOn)];
  const rest = {
    zh: `已公布的 ${published} 个、截止日已过且不锁定的 ${passed} 个、期限不早于该日的 ${later} 个不变`,
    en: `nothing changes for ${published} that are published, ${passed} whose deadline has passed and does not lock, and ${later} that are due on that day or later already`,
  };
  if (gaining + unlocked === 0)
    return [
      refusal(
        'deadline.noEffect',
        'input.dueOn',
        `延期对这 ${agencies} 个机关都不起作用：${rest.zh}。截止日过后批准的延期不使逾期变为按时。`,
        `The extension changes nothing for any of the ${agencies} agencies: ${rest.en}. One that is granted after a deadline has passed makes no report timely.`,
        { actual: dueOn },
      ),
    ];
  const [code, zh, en] = agency
    ? [
        'deadline.unlocksOnly',
        `截止日已过：只重新开放填报至 ${dueOn}，此后公布的仍是逾期。`,
        `The deadline has passed: filing is open again until ${dueOn}, and what is published then is late still.`,
      ]
    : [
        'deadline.someOnly',
        `${agencies} 个机关中，${gaining} 个得到更多时间，${unlocked} 个的截止日已过，只重新开放填报，仍是逾期；${rest.zh}。`,
        `Of ${agencies} agencies ${gaining} get more time; for ${unlocked}, whose deadline has passed, filing is only open again, and they stay late; ${rest.en}.`,
      ];
  return [{ ...refusal(code, 'input.dueOn', zh, en), severity: FindingSeverity.INFO }];
}
