import type { EntityManager } from 'typeorm';
import { findAgency } from '../agency/agencyQueries';
import { type Agency, AgencyKind, JurisdictionLevel } from '../agency/agencyTypes';
import { FIRST_YEAR } from '../form/cells';
import { blankCells, evaluateChecks, type Finding, type Surroundings } from '../form/evaluate';
import { addAmounts, addReported, emptyFigures, type Figures } from '../form/figures';
import { digest } from '../shared/context';
import { type FindingType, refusal, tooMany } from '../shared/finding';
import type { Actor } from '../shared/permissions';
import { type ComposedReport, composeReport, type SentReport, sentSections } from './composeReport';
import { lateRefusal, loadFacts, whyNot } from './facts';
import { writeStep } from './moveReport';
import type { SubmissionMode } from './publication';
import { figuresOf, findBase, findReportByKey, listIndicators } from './reportQueries';
import { type Qualifier, ReportAction, type ReportPayload, type ReportScope } from './reportTypes';

/** A submission as it arrives, whichever way it came. */
export interface Submission extends SentReport {
  readonly agency: string;
  readonly year: number;
  readonly scope: ReportScope;
  readonly indicators?:
    | readonly { indicator: string; value: unknown; qualifier: Qualifier; sentence?: string | null }[]
    | null;
  readonly explanations?: readonly { code: string; path: string; text: string }[] | null;
  readonly source?: string | null;
  /** What was found in the document the figures were read from; kept with the revision, blocks nothing. */
  readonly documentFindings?: readonly Finding[];
  readonly expectedRevision?: number | null;
  readonly idempotencyKey?: string | null;
}

const ALL_SECTIONS = [1, 2, 3, 4, 5, 6];
const MOST_ITEMS = 500;
/** What a submission is in the chain; validating is judged as submitting. */
const ACTION_OF: Record<SubmissionMode, ReportAction> = {
  FILE: ReportAction.SUBMIT,
  RECORD: ReportAction.RECORD,
  SAVE: ReportAction.SAVE,
  DRAFT: ReportAction.SAVE,
  VALIDATE: ReportAction.SUBMIT,
};
const NUMERALS = '一二三四五六';

/**
 * Takes a submission through reading, checks and storage, in the caller's transaction. Everything wrong comes back
 * as findings with paths into the input; a refusal stores nothing.
 */
export async function takeSubmission(
  manager: EntityManager,
  input: Submission,
  mode: SubmissionMode,
  actor: Actor,
): Promise<ReportPayload> {
  const agency = await findAgency(manager, input.agency);
  const refusals = checkAddress(input, agency, mode);
  if (!agency || refusals.length > 0) return refused(refusals, null);
  if (mode !== 'VALIDATE') await lockReport(manager, agency.key, input);
  const [report] = await manager.query(
    `select id, latest_revision from report where agency_id = $1 and year = $2 and scope = $3 ${mode === 'VALIDATE' ? '' : 'for update'}`,
    [agency.key, input.year, input.scope],
  );
  const current: number | null = report?.latest_revision || null;
  if (mode !== 'VALIDATE') await lockKey(manager, input.idempotencyKey);
  const repeated = await findRepeated(manager, input, mode, actor);
  if (repeated) return repeated;
  if (input.expectedRevision != null && input.expectedRevision !== (current ?? 0))
    return refused([staleRevision(input.expectedRevision, current)], current);
  const locks =
    mode === 'VALIDATE' ? [] : await lockedFor(manager, report?.id ?? null, agency, input.year, mode, actor);
  if (locks.length > 0) return refused(locks, current);

  // What is recorded stands beside what was published before, never on a clerk's draft.
  const base = report ? await findBase(manager, report.id, mode === 'RECORD' ? 'PUBLISHED' : 'LATEST') : null;
  const composed = composeReport(input, input.year, base && asBase(base, input.year));
  const indicators = await readIndicators(manager, input);
  const around = await surroundingsOf(manager, agency, input);
  const evaluated = [...composed.findings, ...evaluateChecks(composed.report, around)];
  const checked: FindingType[] = mergeFindings(evaluated, input.documentFindings ?? []).map(
    (item) => ({ ...item }) as FindingType,
  );
  const known = base ? await loadExplanations(manager, base.revisionKey) : [];
  const explained = checked.map((item) => explain(item, input.explanations ?? [], known));
  const findings = [...indicators.findings, ...missingSections(composed.report, mode), ...explained];
  const unreadable = composed.findings.length > 0 || indicators.findings.length > 0;
  const blocking = mode === 'FILE' || mode === 'VALIDATE' ? findings.some(blocks) : unreadable;
  if (blocking || mode === 'VALIDATE') return { ...refused(findings, current), accepted: !blocking };

  const reportKey: number = report?.id ?? (await insertReport(manager, agency.key, input));
  const [{ number }] = await manager.query(
    'select coalesce(max(number), 0) + 1 as number from report_revision where report_id = $1',
    [reportKey],
  );
  const revision = await insertRevision(manager, {
    report: reportKey,
    agency: agency.key,
    number,
    input,
    mode,
    composed: composed.report,
    findings,
    author: actor.id,
  });
  if (input.indicators != null) await insertIndicators(manager, revision, indicators.values);
  if (base) await carryOn(manager, base.revisionKey, revision, input.indicators == null);
  if (mode === 'RECORD' || mode === 'FILE') {
    const [facts] = await loadFacts(manager, [reportKey]);
    await writeStep(manager, facts, ACTION_OF[mode], actor, { comment: null });
  }
  if (input.idempotencyKey)
    await manager.query(
      'insert into idempotency_key (key, request_hash, report_id, revision_number) values ($1, $2, $3, $4)',
      [input.idempotencyKey, digest([mode, input, actor.id]), reportKey, number],
    );
  return {
    accepted: true,
    report: await findReportByKey(manager, reportKey, actor),
    findings: withInputPaths(findings),
    currentRevision: number,
  };
}

/** Why a report takes no submission of this kind now: its state, its deadline. */
async function lockedFor(
  manager: EntityManager,
  reportKey: number | null,
  agency: Agency,
  year: number,
  mode: SubmissionMode,
  actor: Actor,
): Promise<FindingType[]> {
  if (reportKey === null) {
    if (mode === 'RECORD') return [];
    const [late] = await manager.query(
      'select due_on::text as "dueOn" from deadline_of($1, $2) where is_locked',
      [agency.key, year],
    );
    return late ? [lateRefusal(late.dueOn)] : [];
  }
  const [facts] = await loadFacts(manager, [reportKey]);
  return whyNot(facts, ACTION_OF[mode], actor, undefined, ['COMPLETE']);
}

const GRAVITY = ['ERROR', 'WARNING', 'INFO'];

/** Findings of two sources, gravest first; what both found is told once, in the words of the first. */
export function mergeFindings<T extends Pick<Finding, 'code' | 'path' | 'severity'>>(
  first: readonly T[],
  second: readonly T[],
): T[] {
  const known = new Set(first.map((item) => `${item.code} ${item.path}`));
  const more = second.filter((item) => !known.has(`${item.code} ${item.path}`));
  return [...first, ...more].sort(
    (one, other) => GRAVITY.indexOf(one.severity) - GRAVITY.indexOf(other.severity),
  );
}

const withInputPaths = (findings: FindingType[]) =>
  findings.map((item) => (item.path.startsWith('input') ? item : { ...item, path: `input.${item.path}` }));
const refused = (findings: FindingType[], currentRevision: number | null): ReportPayload => ({
  accepted: false,
  report: null,
  findings: withInputPaths(findings),
  currentRevision,
});
/** An error blocks filing, and so does a warning that the filer has not explained. */
const blocks = (item: FindingType) =>
  item.severity === 'ERROR' || (item.severity === 'WARNING' && !item.explanation);

function checkAddress(input: Submission, agency: Agency | null, mode: SubmissionMode): FindingType[] {
  const findings: FindingType[] = [];
  const ended = new Date().getUTCFullYear() - 1;
  if (!agency)
    findings.push(
      refusal(
        'reference.unknown',
        'agency',
        `机关 ${input.agency} 不存在，请核对代码。`,
        `There is no agency ${input.agency}; check the code.`,
        { actual: input.agency },
      ),
    );
  if (input.year < FIRST_YEAR || input.year > ended)
    findings.push(
      refusal(
        'report.year',
        'year',
        `年度应在 ${FIRST_YEAR} 至 ${ended} 之间。`,
        `The year must be between ${FIRST_YEAR} and ${ended}: a report is made after its year has ended.`,
        { actual: String(input.year), citation: '《政府信息公开条例》第四十九条' },
      ),
    );
  else if (agency && `${input.year}-12-31` < agency.validFrom)
    findings.push(
      refusal(
        'report.beforeAgency',
        'year',
        `该机关自 ${agency.validFrom} 起设立。`,
        `The agency exists from ${agency.validFrom} on.`,
        { actual: String(input.year) },
      ),
    );
  else if (agency?.validTo && `${input.year}-12-31` >= agency.validTo)
    findings.push(
      refusal(
        'report.afterAgency',
        'year',
        `该机关已于 ${agency.validTo} 撤销，应由承继机关报送。`,
        `The agency ended on ${agency.validTo}; its successor reports.`,
        { actual: String(input.year) },
      ),
    );
  if (agency && input.scope === 'CONSOLIDATED' && agency.kind !== AgencyKind.GOVERNMENT)
    findings.push(
      refusal(
        'report.scope',
        'scope',
        '只有政府可报送汇总报告。',
        'Only a government makes a consolidated report.',
        { actual: input.scope },
      ),
    );
  if (mode === 'RECORD' && !input.source?.trim())
    findings.push(
      refusal(
        'report.source',
        'source',
        '补录已公布报告须写明出处。',
        'Recording a published report needs its source: where the figures were read.',
      ),
    );
  if (mode === 'SAVE' && sentSections(input).length !== 1)
    findings.push(
      refusal(
        'report.oneSection',
        '',
        '每次保存一个部分。',
        'Send exactly one section; use submitReport for several.',
        { actual: String(sentSections(input).length), expected: '1' },
      ),
    );
  for (const name of ['proactiveEdition', 'requestsEdition', 'disputesEdition'] as const) {
    const edition = input[name];
    if (edition != null && edition !== 2019 && edition !== 2021)
      findings.push(
        refusal('form.unknownEdition', name, '版本应为 2019 或 2021。', 'The edition is 2019 or 2021.', {
          actual: String(edition),
        }),
      );
  }
  for (const name of ['indicators', 'explanations'] as const) {
    const count = input[name]?.length ?? 0;
    if (count > MOST_ITEMS) findings.push(tooMany(name, count, MOST_ITEMS));
  }
  if (input.idempotencyKey != null && !/^[\x21-\x7e]{8,200}$/.test(input.idempotencyKey))
    findings.push(
      refusal(
        'request.idempotencyKey',
        'idempotencyKey',
        '幂等键应为 8 至 200 个可见 ASCII 字符。',
        'The idempotency key has 8 to 200 visible ASCII characters.',
      ),
    );
  return findings;
}

/** Lets submissions to one report take turns; advisory, because a refused one must leave no empty report behind. */
async function lockReport(manager: EntityManager, agencyKey: number, input: Submission) {
  await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `report ${agencyKey} ${input.year} ${input.scope}`,
  ]);
}

/** Lets submissions under one idempotency key take turns, so that the second finds what the first stored. */
async function lockKey(manager: EntityManager, key: string | null | undefined) {
  if (key)
    await manager.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [`idempotency ${key}`]);
}

async function insertReport(manager: EntityManager, agencyKey: number, input: Submission): Promise<number> {
  const [{ id }] = await manager.query(
    `insert into report (agency_id, year, scope, state) values ($1, $2, $3, 'DRAFT') returning id`,
    [agencyKey, input.year, input.scope],
  );
  return id;
}

function staleRevision(expected: number, current: number | null): FindingType {
  return refusal(
    'revision.stale',
    'expectedRevision',
    `报告已被他人更新：当前修订号为 ${current ?? 0}，您依据的是 ${expected}。请重新读取后再提交。`,
    `The report has changed: its revision is ${current ?? 0}, yours was ${expected}. Read it again and repeat your change.`,
    { expected: String(current ?? 0), actual: String(expected) },
  );
}

async function findRepeated(
  manager: EntityManager,
  input: Submission,
  mode: SubmissionMode,
  actor: Actor,
): Promise<ReportPayload | null> {
  if (!input.idempotencyKey || mode === 'VALIDATE') return null;
  const [row] = await manager.query(
    'select request_hash, report_id, revision_number from idempotency_key where key = $1',
    [input.idempotencyKey],
  );
  if (!row) return null;
  if (row.request_hash !== digest([mode, input, actor.id]))
    return refused(
      [
        refusal(
          'request.keyReused',
          'idempotencyKey',
          '该幂等键已用于另一次提交。',
          'This idempotency key was used for another submission; make a new key.',
        ),
      ],
      null,
    );
  return {
    accepted: true,
    report: await findReportByKey(manager, row.report_id, actor),
    findings: [],
    currentRevision: row.revision_number,
  };
}

type Base = NonNullable<Awaited<ReturnType<typeof findBase>>>;

function asBase(row: Base, year: number): ComposedReport {
  // Computed totals are computed anew from what is sent now.
  const marks = row.marksByCode;
  return {
    year,
    figures: row.figures,
    editions: {
      2: row.proactiveEdition as 2019 | 2021,
      3: row.requestsEdition as 2019 | 2021,
      4: row.disputesEdition as 2019 | 2021,
    },
    computed: [],
    notes: {},
    marks,
    sections: row.savedSections,
    overview: row.overviewText,
    problems: row.problemsText,
    otherMatters: row.otherMattersText,
  };
}

function missingSections(report: ComposedReport, mode: SubmissionMode): FindingType[] {
  if (mode !== 'FILE' && mode !== 'VALIDATE') return [];
  const names = ['overview', 'proactive', 'requests', 'disputes', 'problems', 'otherMatters'];
  return ALL_SECTIONS.filter((section) => !report.sections.includes(section)).map((section) =>
    refusal(
      'report.sectionMissing',
      names[section - 1],
      `缺少第${NUMERALS[section - 1]}部分。`,
      `Section ${section} is missing: send it, or save it first.`,
      { citation: '国办公开办函〔2021〕30号' },
    ),
  );
}

type Known = Pick<FindingType, 'code' | 'path' | 'expected' | 'actual' | 'explanation'>;

/** The explanations of the revision before: they stay with a finding that stays the same. */
function loadExplanations(manager: EntityManager, revision: number): Promise<Known[]> {
  return manager.query(
    `select f.code, f.path, f.expected, f.actual, f.explanation from revision_finding f
      where f.revision_id = $1 and f.explanation is not null`,
    [revision],
  );
}

function explain(
  item: FindingType,
  explanations: NonNullable<Submission['explanations']>,
  known: readonly Known[],
): FindingType {
  const given = explanations.find(
    (candidate) => candidate.code === item.code && candidate.path.replace(/^input\./, '') === item.path,
  );
  const before = known.find((other) =>
    (['code', 'path', 'expected', 'actual'] as const).every((name) => other[name] === item[name]),
  );
  return {
    ...item,
    explanation: given ? given.text.normalize('NFC').trim() || null : (before?.explanation ?? null),
  };
}

async function readIndicators(manager: EntityManager, input: Submission) {
  const catalogue = input.indicators?.length
    ? new Map((await listIndicators(manager)).map((row) => [row.code, row]))
    : new Map();
  const findings: FindingType[] = [];
  const values: { key: number; value: string; qualifier: Qualifier; sentence: string | null }[] = [];
  for (const [at, item] of (input.indicators ?? []).entries()) {
    const known = catalogue.get(item.indicator);
    const path = `indicators.${at}`;
    if (!known || known.retired)
      findings.push(
        refusal(
          'indicator.unknown',
          `${path}.indicator`,
          `指标 ${item.indicator} 不在目录中或已停用。`,
          `The indicator ${item.indicator} is not in the catalogue or is retired.`,
          { actual: item.indicator },
        ),
      );
    else if (values.some((value) => value.key === known.key))
      findings.push(
        refusal(
          'indicator.twice',
          `${path}.indicator`,
          `指标 ${item.indicator} 重复。`,
          `The indicator ${item.indicator} is given twice.`,
        ),
      );
    if (!/^\d{1,15}(\.\d{1,6})?$/.test(String(item.value)))
      findings.push(
        refusal(
          'indicator.value',
          `${path}.value`,
          '指标值应为非负数，最多六位小数。',
          'The value is a number from 0 with at most six decimals.',
          { actual: String(item.value).slice(0, 60) },
        ),
      );
    else if (known)
      values.push({
        key: known.key,
        value: String(item.value),
        qualifier: item.qualifier,
        sentence: item.sentence?.normalize('NFC').trim() || null,
      });
  }
  return { findings, values };
}

/** Rules (规章) are made by departments of the nation and governments down to cities with districts; 立法法 91 and 93. */
function mayMakeRules(kind: AgencyKind, level: JurisdictionLevel): boolean {
  if (level === JurisdictionLevel.NATION || level === JurisdictionLevel.PROVINCE) return true;
  return level === JurisdictionLevel.PREFECTURE && kind === AgencyKind.GOVERNMENT;
}

/** Last year's published figures of the agency; for a successor of a merger those of its predecessors are added. */
async function surroundingsOf(
  manager: EntityManager,
  agency: Agency,
  input: Submission,
): Promise<Surroundings> {
  const [{ level }] = await manager.query('select level from jurisdiction where id = $1', [
    agency.jurisdictionKey,
  ]);
  const rows = await manager.query(
    `select v.counts, v.fees_amount, v.procurement_amount, v.problems, v.agency_id = $1 as own from report_revision v
      where v.year = $2 - 1 and v.scope = $3 and v.published_at is not null and v.superseded_at is null
        and (v.agency_id = $1 or v.agency_id in (select predecessor_id from agency_succession
              where successor_id = $1 and kind = 'MERGE' and extract(year from effective_on) = $2))`,
    [agency.key, input.year, input.scope],
  );
  const previous =
    rows.length === 0
      ? null
      : {
          figures: sumFigures(rows.map(figuresOf)),
          problems: rows.find((row: { own: boolean }) => row.own)?.problems ?? null,
        };
  return { previous, mayMakeRules: mayMakeRules(agency.kind, level) };
}

function sumFigures(all: Figures[]): Figures {
  const empty = emptyFigures();
  return {
    counts: empty.counts.map((_, at) => addReported(all.map((one) => one.counts[at] ?? null))),
    amounts: empty.amounts.map((_, at) => addAmounts(all.map((one) => one.amounts[at]))),
  };
}

interface NewRevision {
  report: number;
  agency: number;
  number: number;
  input: Submission;
  mode: SubmissionMode;
  composed: ComposedReport;
  findings: FindingType[];
  author: string;
}

async function insertRevision(manager: EntityManager, revision: NewRevision): Promise<number> {
  const { report, agency, number, input, mode, composed, findings, author } = revision;
  const blank = blankCells(composed);
  const notApplicable = blank.filter((cell) => composed.marks[cell.code]?.status === 'NOT_APPLICABLE').length;
  const count = (severity: string) => findings.filter((item) => item.severity === severity).length;
  const columns = {
    report_id: report,
    agency_id: agency,
    year: input.year,
    scope: input.scope,
    number,
    origin: mode === 'RECORD' ? 'RECORDED' : 'FILED',
    proactive_edition: composed.editions[2],
    requests_edition: composed.editions[3],
    disputes_edition: composed.editions[4],
    counts: composed.figures.counts,
    fees_amount: composed.figures.amounts[0],
    procurement_amount: composed.figures.amounts[1],
    marks: JSON.stringify(composed.marks),
    blank_cells: blank.length - notApplicable,
    not_applicable_cells: notApplicable,
    overview: composed.overview,
    problems: composed.problems,
    other_matters: composed.otherMatters,
    saved_sections: composed.sections,
    source: input.source?.normalize('NFC').trim() || null,
    error_count: count('ERROR'),
    warning_count: count('WARNING'),
    created_by: author,
    correction_reason: mode === 'RECORD' ? null : await correctionReason(manager, report),
  };
  const names = Object.keys(columns);
  const [{ id }] = await manager.query(
    `insert into report_revision (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')}) returning id`,
    Object.values(columns),
  );
  await manager.query('update report set latest_revision = $2 where id = $1', [report, number]);
  if (findings.length > 0)
    await manager.query(
      `insert into revision_finding (revision_id, ordinal, code, severity, path, cells, expected, actual, message_zh, message_en, citation, explanation)
       select $1, ordinality, f.code, f.severity, f.path, f.cells, f.expected, f.actual, f."messageZh", f."messageEn", f.citation, f.explanation
         from rows from (jsonb_to_recordset($2::jsonb) as (code text, severity text, path text, cells text[], expected text, actual text,
           "messageZh" text, "messageEn" text, citation text, explanation text)) with ordinality as f`,
      [id, JSON.stringify(findings)],
    );
  return id;
}

/** Why the report is being corrected; null when no correction is open. */
async function correctionReason(manager: EntityManager, reportKey: number): Promise<string | null> {
  const [row] = await manager.query(
    `select case action when 'CORRECT' then comment end as reason from report_step
      where report_id = $1 and action in ('CORRECT', 'ACCEPT', 'RECORD', 'DISCARD', 'RETRACT') order by id desc limit 1`,
    [reportKey],
  );
  return row?.reason ?? null;
}

/** Stores indicator values. */
async function insertIndicators(
  manager: EntityManager,
  revision: number,
  values: Awaited<ReturnType<typeof readIndicators>>['values'],
) {
  if (values.length > 0)
    await manager.query(
      `insert into report_indicator select $1, v.key, v.value, v.qualifier, v.sentence
         from jsonb_to_recordset($2::jsonb) as v(key int, value numeric, qualifier text, sentence text)`,
      [revision, JSON.stringify(values)],
    );
}

/** What a revision takes over from the one it is made from: verdicts where finding and explanation are the same, and indicators when none were sent. */
async function carryOn(manager: EntityManager, from: number, to: number, withIndicators: boolean) {
  await manager.query(
    `insert into finding_review (revision_id, report_id, agency_id, fingerprint, explanation, verdict, comment, reviewer_name, reviewed_at)
     select distinct on (q.fingerprint, q.explanation) $2::int, q.report_id, q.agency_id, q.fingerprint, q.explanation, q.verdict, q.comment, q.reviewer_name, q.reviewed_at
       from finding_review q join revision_finding f on f.revision_id = $2 and f.fingerprint = q.fingerprint and f.explanation = q.explanation
      where q.revision_id = $1`,
    [from, to],
  );
  if (withIndicators)
    await manager.query(
      `insert into report_indicator select $2::int, i.indicator_id, i.value, i.qualifier, i.sentence from report_indicator i
        where i.revision_id = $1`,
      [from, to],
    );
}
