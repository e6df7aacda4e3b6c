import type { EntityManager } from 'typeorm';
import { findAgencies } from '../../agency/agencyQueries';
import { type ChangeContext, recordChange, runTreeChange } from '../../agency/change/changeTree';
import { type TreeChange, TreeChangeKind } from '../../agency/change/treeChangeTypes';
import { measureEffect } from '../../agency/change/treeEffect';
import type { TreeEffect } from '../../agency/change/treeEffectTypes';
import { FindingSeverity, type FindingType } from '../../shared/graphql/finding';
import { type Loaded, type Loading, loadAgency, loadPlace } from './loadRows';
import { type AgencyOfRow, type PlaceOfRow, parseTreeRows } from './parseTreeRows';
import { readTreeFile } from './readTreeFile';

const MOST_FINDINGS = 500;

/** What loading a file into the tree did or would do. */
export interface TreeImport extends Loaded {
  treeChange: TreeChange | null;
  effect: TreeEffect | null;
}

async function load(loading: Loading, places: PlaceOfRow[], agencies: AgencyOfRow[]): Promise<void> {
  for (const place of places) await loadPlace(loading, place);
  const existing = await findAgencies(
    loading.manager,
    agencies.map(({ code }) => code),
  );
  for (const agency of agencies) await loadAgency(loading, agency, existing.get(agency.code));
}

const nothing = (findings: FindingType[]): TreeImport => ({
  added: 0,
  changed: 0,
  unchanged: 0,
  treeChange: null,
  effect: null,
  findings: findings.slice(0, MOST_FINDINGS),
});

/** How a file is loaded. */
export interface TreeImportOptions {
  readonly preview: boolean;
  readonly confirm: boolean;
}

/** Loads rows in one transaction, which stays only when nothing was wrong and it is no preview. */
function loadAll(
  context: ChangeContext,
  { places, agencies }: { places: PlaceOfRow[]; agencies: AgencyOfRow[] },
  { preview, confirm }: TreeImportOptions,
): Promise<TreeImport> {
  return runTreeChange(
    context,
    ({ treeChange }) => treeChange !== null,
    async (manager: EntityManager) => {
      const outcome: Loaded = { added: 0, changed: 0, unchanged: 0, findings: [] };
      const loading: Loading = { manager, context, confirm, outcome, changed: [], failed: new Set() };
      await load(loading, places, agencies);
      if (outcome.findings.length > 0) return nothing(outcome.findings);
      if (outcome.added + outcome.changed === 0) return { ...outcome, effect: null, treeChange: null };
      const effect = await measureEffect(manager, loading.changed.length);
      const draft = { kind: TreeChangeKind.IMPORT_TREE, effectiveOn: null };
      const treeChange = preview ? null : await recordChange(manager, context, draft, loading.changed);
      return { ...outcome, effect, treeChange };
    },
  );
}

/** Loads places and agencies from a file into the tree, all or nothing: what is new is added, what differs is changed from its day on. */
export async function importTree(
  context: ChangeContext,
  bytes: Buffer,
  options: TreeImportOptions,
): Promise<TreeImport> {
  const file = await readTreeFile(bytes);
  if (file.findings.length > 0) return nothing(file.findings);
  const rows = parseTreeRows(file.rows);
  if (rows.findings.length > 0) return nothing(rows.findings);
  const loaded = await loadAll(context, rows, options);
  const isWarned =
    loaded.findings.length > 0 &&
    loaded.findings.every(({ severity }) => severity === FindingSeverity.WARNING);
  if (!options.preview || !isWarned) return loaded;
  // A preview goes past warnings, and answers with them.
  const confirmed = await loadAll(context, rows, { ...options, confirm: true });
  return { ...confirmed, findings: [...loaded.findings, ...confirmed.findings] };
}
