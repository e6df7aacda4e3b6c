import type { DataSource } from 'typeorm';
import type { Acknowledged } from './storm';

/** What of the acknowledged is not in the database, or is there twice: sentences. */
export async function verifyLedger(
  database: DataSource,
  acknowledged: readonly Acknowledged[],
  unknown: ReadonlySet<string>,
): Promise<string[]> {
  const faults: string[] = [];
  const revisions: { agency: string; number: number; marker: string }[] = await database.query(
    `select a.code as agency, v.number, v.overview as marker from report_revision v join agency a on a.id = v.agency_id
      where v.source = 'storm'`,
  );
  const byMarker = new Map<string, typeof revisions>();
  for (const row of revisions) byMarker.set(row.marker, [...(byMarker.get(row.marker) ?? []), row]);
  const withdrawn = new Set(
    (
      await database.query(
        `select a.code || ' ' || w.revision as what from withdrawal w join report r on r.id = w.report_id join agency a on a.id = r.agency_id`,
      )
    ).map(({ what }: { what: string }) => what),
  );
  for (const { agency, kind, revision, marker } of acknowledged) {
    if (kind === 'WITHDRAWN') {
      if (!withdrawn.has(`${agency} ${revision}`)) faults.push(`lost: withdrawal of ${agency} ${revision}`);
      continue;
    }
    const found = byMarker.get(marker ?? '') ?? [];
    if (found.length === 0) faults.push(`lost: ${agency} revision ${revision}`);
    if (found.length > 1) faults.push(`stored ${found.length} times: ${agency} revision ${revision}`);
    if (found.length === 1 && (found[0].agency !== agency || found[0].number !== revision))
      faults.push(`not as acknowledged: ${agency} revision ${revision}`);
  }
  const last = new Map(acknowledged.map((item) => [item.agency, item]));
  const states: { agency: string; state: string }[] = await database.query(
    `select a.code as agency, r.state from report r join agency a on a.id = r.agency_id where r.year = 2025 and r.scope = 'OWN'`,
  );
  for (const { agency, state } of states) {
    const item = last.get(agency);
    const wanted = item?.kind === 'WITHDRAWN' ? 'WITHDRAWN' : 'PUBLISHED';
    if (item && !unknown.has(agency) && state !== wanted) faults.push(`${agency} is ${state}, not ${wanted}`);
  }
  return faults;
}
