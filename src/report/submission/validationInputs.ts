import type { EntityManager } from 'typeorm';
import type { LocatedAgency } from '../../agency/agencyQueries';
import type { CheckContext, Finding } from '../../form/finding';
import { figuresOf } from '../model/reportQueries';
import type { ReportScope } from '../model/reportTypes';
import { checkContextOf, type PreviousReport, type StoredExplanation } from './validateSubmission';

/** The explanations given in revisions; of several the rows tell which. */
export function loadExplanations(
  manager: Pick<EntityManager, 'query'>,
  revisions: readonly number[],
): Promise<(StoredExplanation & { revisionKey: number })[]> {
  return manager.query(
    `select f.revision_id as "revisionKey", f.code, f.path, f.expected, f.actual, f.explanation from revision_finding f
      where f.revision_id = any($1) and f.explanation is not null`,
    [revisions],
  );
}

/** What was found in the documents that revisions were read from; of several the rows tell which. */
export function loadDocumentFindings(
  manager: Pick<EntityManager, 'query'>,
  revisions: readonly number[],
): Promise<(Finding & { revisionKey: number })[]> {
  return manager.query(
    `select f.revision_id as "revisionKey", f.code, f.severity, f.path, f.cells, f.expected, f.actual, f.message_zh as "messageZh",
            f.message_en as "messageEn", f.citation from revision_finding f
      where f.revision_id = any($1) and f.code ~ '^(text|document)[.]' order by f.revision_id, f.ordinal`,
    [revisions],
  );
}

/** Whose report of which year. */
export interface ReportKey {
  readonly agency: LocatedAgency;
  readonly year: number;
  readonly scope: ReportScope;
}

/**
 * What the checks of reports know beside them, in the order asked: last year's published figures of the agency; for a
 * successor of a merger those of its predecessors are added. One statement.
 */
export async function loadCheckContexts(
  manager: Pick<EntityManager, 'query'>,
  addresses: readonly ReportKey[],
): Promise<CheckContext[]> {
  const rows = await manager.query(
    `select o.at, array_to_json(v.counts) as counts, v.fees_amount, v.procurement_amount, v.problems, v.agency_id = o.agency as own
       from unnest($1::int[], $2::int[], $3::text[]) with ordinality as o(agency, year, scope, at)
       join lateral (select o.agency as id union select s.predecessor_id from agency_succession s
              where s.successor_id = o.agency and s.kind = 'MERGE' and extract(year from s.effective_on) = o.year) a on true
       join report r on r.agency_id = a.id and r.year = o.year - 1 and r.scope = o.scope
       join report_revision v on v.report_id = r.id and v.published_at is not null and v.superseded_at is null`,
    [
      addresses.map(({ agency }) => agency.key),
      addresses.map(({ year }) => year),
      addresses.map(({ scope }) => scope),
    ],
  );
  const previous = new Map<number, PreviousReport[]>();
  for (const row of rows) {
    const at = Number(row.at) - 1;
    const report = { own: row.own, figures: figuresOf(row), problems: row.problems };
    previous.set(at, [...(previous.get(at) ?? []), report]);
  }
  return addresses.map(({ agency }, at) => checkContextOf(agency.kind, agency.level, previous.get(at) ?? []));
}
