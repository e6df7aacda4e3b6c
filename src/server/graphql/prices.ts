import type { GraphQLField } from 'graphql';
import { AgencyKind, JurisdictionLevel } from '../../agency/agencyTypes';
import { CELLS } from '../../form/cells';
import { EQUATIONS } from '../../form/checks';
import { MEASURES } from '../../form/measures';
import { RULES } from '../../form/rules';
import { SECTIONS } from '../../form/sections';
import { isRollUpGroupId, isRollUpId } from '../../rollup/request/rollUpId';
import { PERMISSIONS } from '../../shared/request/permissions';
import { usualPageSize } from './pageSizes';
import {
  type Arguments,
  GROUPED,
  lengthOf,
  type Scope,
  scopeOfId,
  scopeWithin,
  weightOfCodes,
  weightOfFormulas,
} from './sumScopes';

/** How many indicators the catalogue is counted as; the hub begins with some twenty. */
const INDICATORS = 30;
/** How many measures of the district the catalogue is counted as. */
const OWN_MEASURES = 30;
const RULE_COUNT = EQUATIONS.length + Object.keys(RULES).length;

/** How many items a list may have: a number, or found from its arguments and what is around it. */
type Size = number | ((args: Arguments, scope: Scope) => number);

const codesOr =
  (otherwise: number): Size =>
  ({ codes }) =>
    weightOfCodes(codes, otherwise);

/**
 * How many items each list of the schema holds, by the name of its field, or of its type and field where others of that name differ. Lists
 * of fixed length are as long as they are, those sized by an argument as long as that; of what reports, agencies and accounts have
 * gathered it is what a rich one has, as nobody can make others' richer. A test fails for a list that is not here.
 */
const SIZES: Readonly<Record<string, Size>> = {
  // The page size multiplies the whole connection.
  edges: 1,
  nodes: 1,
  'Query.nodes': ({ ids }) => lengthOf(ids, 1),
  _entities: ({ representations }) => lengthOf(representations, 1),
  actOnReports: ({ inputs }) => lengthOf(inputs, 1),
  keys: (_, { dimensions }) => dimensions,
  bins: (_, { bins }) => bins,
  // The page size multiplies them.
  outliers: 1,
  'RollUpRow.values': (_, { values }) => values,
  'RollUpChange.values': codesOr(1),
  'RollUpGroup.values': codesOr(1),
  'RollUp.years': (_, { years }) => years,
  jurisdictionInYears: (_, { years }) => years,
  // One government has one consolidated report a year.
  reconciliations: (_, { years }) => years,
  cells: codesOr(CELLS.length),
  // The three tables of six sections hold all cells together.
  'TableSection.cells': Math.ceil(CELLS.length / SECTIONS.length),
  'Finding.cells': 30,
  'Form.cells': CELLS.length,
  'RevisionDifference.cells': CELLS.length,
  differences: CELLS.length,
  marks: CELLS.length,
  left: 30,
  right: 30,
  editions: 2,
  rules: RULE_COUNT,
  'Form.measures': MEASURES.length,
  measures: MEASURES.length + OWN_MEASURES,
  measureValues: codesOr(MEASURES.length + OWN_MEASURES),
  indicators: codesOr(INDICATORS),
  sentences: 20,
  sections: SECTIONS.length,
  texts: 6,
  explanations: 20,
  parts: 100,
  unplaced: 50,
  doubtfulIndicators: 5,
  figures: 3,
  candidates: 5,
  outcomes: 100,
  'ReminderPayload.outcomes': 500,
  letters: 3,
  findings: 20,
  changePassword: 5,
  reasons: 5,
  'NullReason.codes': CELLS.length,
  viewerActions: 15,
  'BoardRow.actions': 3,
  steps: 20,
  'ReviewSetting.steps': 5,
  remarks: 10,
  revisions: 5,
  explanationReviews: 20,
  explanationJudgements: 20,
  downloads: 5,
  withdrawals: 5,
  'PreviousYear.agencies': 5,
  'TreeChange.agencies': 100,
  'TreeChange.places': 100,
  agenciesKeepingName: 100,
  'TreeEffect.sums': 160,
  formerNames: 3,
  comingNames: 3,
  predecessors: 5,
  successors: 5,
  grants: 5,
  apiKeys: 100,
  sessions: 100,
  refusedAttempts: 100,
  permissions: Object.keys(PERMISSIONS).length,
  faults: 100,
  'System.replicas': 10,
  'System.refusedAddresses': 20,
  'RefusedAddress.usernames': 2,
  jobs: 10,
  verifications: 2,
  webhooks: 100,
  events: 10,
  years: 20,
  deadlines: 4,
};

/** Returns how many items a list holds; undefined for one that nobody has declared. */
export function sizeOf(typeName: string, field: string, args: Arguments, scope: Scope): number | undefined {
  return valueOfSize(SIZES[`${typeName}.${field}`] ?? SIZES[field], args, scope);
}

/** How many parts the table of section three has by kind of applicant, and by outcome. */
const [APPLICANT_PARTS, OUTCOME_PARTS] = [6, 22];
/** How many groups a dimension makes; those of agencies and places have no such number. */
const GROUPS_OF: Readonly<Record<string, Size>> = {
  YEAR: (_, { years }) => years,
  LEVEL: Object.keys(JurisdictionLevel).length,
  KIND: Object.keys(AgencyKind).length,
  APPLICANT: APPLICANT_PARTS,
  OUTCOME: OUTCOME_PARTS,
};
const valueOfSize = (size: Size | undefined, args: Arguments, scope: Scope) =>
  typeof size === 'function' ? size(args, scope) : size;
const groupsOf = (by: readonly unknown[], scope: Scope) =>
  by.reduce(
    (product: number, name) =>
      product * (valueOfSize(GROUPS_OF[String(name)], {}, scope) ?? Number.POSITIVE_INFINITY),
    1,
  );

/**
 * Returns how many items the page of a connection has that is asked for forwards or backwards; undefined for a field without pages. One
 * that says no size has the usual one. Groups are no more than there can be of their dimensions.
 */
export function pageSizeOf(
  field: GraphQLField<unknown, unknown>,
  args: Arguments,
  scope: Scope,
): number | undefined {
  if (!field.args.some(({ name }) => name === 'first')) return undefined;
  const sizes = [args.first, args.last].filter((size) => typeof size === 'number');
  const size = sizes.length > 0 ? Math.max(...sizes) : usualPageSize(field.name);
  return Array.isArray(args.by) ? Math.min(size, groupsOf(args.by, scope)) : size;
}

/** What it costs to find which reports were late. */
const TIMELINESS_COST = 500;

/** What fields cost that run statements over many reports, or work for long, beside what they return. */
const BASE_COSTS: Readonly<Record<string, number>> = {
  missing: 100,
  late: TIMELINESS_COST,
  coveredReports: TIMELINESS_COST,
  withBlankSections: 100,
  completeness: 100,
  completenessChanged: 100,
  changesSince: 100,
  changes: 100,
  inbox: 100,
  inboxChanged: 100,
  importBatchesChanged: 100,
  newFindings: 100,
  board: 100,
  auditEvents: 100,
  // Checks and stores a report, or reads a document.
  validateReport: 200,
  submitReport: 200,
  recordPublishedReport: 200,
  importReport: 500,
  remindAgencies: 500,
  importTree: 1000,
  verifyAudit: 5000,
  system: 200,
  // Each of these hashes a password.
  signIn: 1000,
  changePassword: 1000,
  createAccount: 1000,
  resetPassword: 1000,
};
/** What it costs to read sums. */
const SUM_COST = 100;
const SUMS = new Set(['rollup', ...GROUPED, 'change', 'reconciliations', 'valueOver']);
/** What it costs to find one group among all of a roll-up: they are ranked. */
const FIND_COST = 1000;

/** Returns what it costs to open a roll-up or a group of one by its identifier. */
const costOfRollUp = (id: string) => (isRollUpGroupId(id) ? FIND_COST : SUM_COST) * scopeOfId(id).scan;

/** What one report costs in a mutation of many. */
const ACT_COST = 20;

/** How many parts of the table groups by a dimension are cut into: each group of reports is that many. */
const PARTS: Readonly<Record<string, number>> = { APPLICANT: APPLICANT_PARTS, OUTCOME: OUTCOME_PARTS };
/** What it costs to cut all groups of reports into one more part. */
const PART_COST = 10;
const partsOf = (by: unknown) =>
  (Array.isArray(by) ? by : []).reduce((product: number, name) => product * (PARTS[String(name)] ?? 1), 1);

/** Returns what a field costs beside what is selected of it. */
export function baseCostOf(field: string, args: Arguments, scope: Scope): number {
  const sums = field === 'change' ? 3 : SUMS.has(field) ? 1 : 0;
  if (sums > 0) {
    const read = sums + weightOfFormulas(args);
    return read * SUM_COST * scopeWithin(field, args, scope).scan + (partsOf(args.by) - 1) * PART_COST;
  }
  if (field === 'node' || field === 'nodes')
    return [args.id, args.ids]
      .flat()
      .filter((id) => typeof id === 'string')
      .reduce((cost, id) => cost + (isRollUpId(id) ? costOfRollUp(id) : 1), 0);
  // All groups of a page are counted at once.
  if (field === 'timeliness') return TIMELINESS_COST / scope.groups;
  if (field === 'actOnReports') return ACT_COST * lengthOf(args.inputs, 1);
  return BASE_COSTS[field] ?? 1;
}
