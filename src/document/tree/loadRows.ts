import type { EntityManager } from 'typeorm';
import { AgencyEntity } from '../../agency/agencyEntities';
import type { LocatedAgency } from '../../agency/agencyQueries';
import { addAgency } from '../../agency/change/addAgency';
import { addJurisdiction } from '../../agency/change/addPlace';
import type { ChangeContext, CommandResult } from '../../agency/change/changeTree';
import { closeAgency } from '../../agency/change/endAgencies';
import { changeAgencyKind, moveAgency } from '../../agency/change/moveAgency';
import { renameAgency } from '../../agency/change/renameAgency';
import { renamePlace } from '../../agency/change/renamePlace';
import type { ChangedPlace } from '../../agency/change/treeChangeTypes';
import { findJurisdiction } from '../../agency/jurisdictions';
import { type FindingType, refusal } from '../../shared/graphql/finding';
import { authorise } from '../../shared/request/permissions';
import type { AgencyOfRow, PlaceOfRow } from './parseTreeRows';
import { type ColumnName, cellPath, headerOf, type SheetRow, UNKNOWN_FOUNDING } from './treeColumns';

/** How many rows were loaded, and what was wrong with others. */
export interface Loaded {
  added: number;
  changed: number;
  unchanged: number;
  findings: FindingType[];
}

/** An import under way. */
export interface Loading {
  readonly manager: EntityManager;
  readonly context: ChangeContext;
  readonly confirm: boolean;
  readonly outcome: Loaded;
  readonly changed: ChangedPlace[];
  readonly failed: Set<string>;
}

const COLUMN_OF_FIELD: Readonly<Record<string, ColumnName>> = { into: 'code', place: 'code', agency: 'code' };

/** Reports what a command found wrong with a row at the cell that it is about. Returns whether the command was done. */
function note(loading: Loading, at: SheetRow, result: CommandResult): boolean {
  loading.changed.push(...(result.changed ?? []));
  for (const finding of result.findings) {
    const field = finding.path.split('.').at(-1) ?? '';
    const column = COLUMN_OF_FIELD[field] ?? (field as ColumnName);
    // What refers to a row that failed fails with it, and is not said twice.
    if (finding.code === 'reference.unknown' && loading.failed.has(finding.actual ?? '')) continue;
    loading.outcome.findings.push({ ...finding, path: cellPath(at, column) });
  }
  const isDone = Boolean(result.agency ?? result.jurisdiction);
  if (!isDone) loading.failed.add(at.values.code ?? '');
  return isDone;
}

/** What to do about a cell that differs: in both languages, and the operations of the interface. */
type Advice = readonly [zh: string, en: string, remedy: string];

const differs = (at: SheetRow, column: ColumnName, stored: string | null, advice: Advice): FindingType =>
  refusal(
    'tree.differs',
    cellPath(at, column),
    `${at.values.code} 的“${headerOf(column)}”与库中“${stored ?? ''}”不同：${advice[0]}`,
    `${column} of ${at.values.code} is not ${stored ?? 'empty'} as in the hub. ${advice[1]}`,
    { actual: at.values[column] ?? '', expected: stored ?? '', remedy: advice[2] },
  );
const DATED: Advice = [
  '自某日起变更的，请填“变更日期”；录入有误的，请更正该机关或区划的信息。',
  'For a change from a day on fill in the day of the change; a mistake is put right by correcting what was recorded.',
  'correctAgency, correctJurisdiction',
];
const STRUCTURE: Advice = [
  '请另作区划改隶、建制变更等变更。',
  'Change it by moving the place, making it another kind of place and the like.',
  'moveJurisdiction, convertJurisdiction',
];

/** Loads a place: adds it, or renames it from its day on; refuses what else differs. */
export async function loadPlace(loading: Loading, row: PlaceOfRow): Promise<void> {
  const { manager, context, outcome } = loading;
  const { at, code, name, nameEn, level, parent, validFrom, effectiveOn } = row;
  const place = await findJurisdiction(manager, code);
  const above = parent ? await findJurisdiction(manager, parent) : null;
  const permit = () =>
    authorise(context.actor, 'MANAGE_AGENCIES', { agencyKey: null, path: place?.path ?? above?.path ?? '' });
  if (!place) {
    permit();
    const added = await addJurisdiction(manager, {
      code,
      name,
      nameEn,
      level,
      parent,
      validFrom,
      confirm: loading.confirm,
    });
    if (note(loading, at, added)) outcome.added += 1;
    return;
  }
  const structure: [ColumnName, string | null, string | null][] = [
    ['level', level, place.level],
    ['parent', parent, place.path.split('/').at(-3) ?? null],
    ['validFrom', validFrom, place.validFrom],
  ];
  const wrong = structure.filter(([, stated, stored]) => stated !== stored);
  outcome.findings.push(...wrong.map(([column, , stored]) => differs(at, column, stored, STRUCTURE)));
  const isNamed = name === place.name && nameEn === place.nameEn;
  if (wrong.length > 0) return;
  if (isNamed) {
    outcome.unchanged += 1;
    return;
  }
  if (!effectiveOn) {
    const column = name === place.name ? 'nameEn' : 'name';
    outcome.findings.push(differs(at, column, place[column], DATED));
    return;
  }
  permit();
  if (note(loading, at, await renamePlace(manager, { place: code, name, nameEn, effectiveOn })))
    outcome.changed += 1;
}

/** Changes an agency from a day on into what a row states. Returns whether all of it was done. */
async function changeAgency(
  loading: Loading,
  row: AgencyOfRow,
  agency: LocatedAgency,
  on: string,
): Promise<boolean> {
  const { manager, confirm } = loading;
  const { at, code, name, nameEn, kind, jurisdiction, supervisingAgency } = row;
  const run = async (work: Promise<CommandResult>) => note(loading, at, await work);
  let isDone = true;
  if (name !== agency.name || nameEn !== agency.nameEn)
    isDone =
      (await run(renameAgency(manager, { agency: code, name, nameEn, effectiveOn: on, confirm }))) && isDone;
  if (kind !== agency.kind)
    isDone = (await run(changeAgencyKind(manager, { agency: code, kind, effectiveOn: on }))) && isDone;
  const move = { agency: code, jurisdiction, supervisingAgency, effectiveOn: on, confirm };
  return (await run(moveAgency(manager, move))) && isDone;
}

/** What of an existing agency is other than a row states, without its end. */
async function differencesOf(
  { manager }: Loading,
  row: AgencyOfRow,
  agency: LocatedAgency,
): Promise<[ColumnName, string | null][]> {
  const supervisor =
    agency.supervisorKey === null
      ? null
      : await manager.getRepository(AgencyEntity).findOneBy({ id: agency.supervisorKey });
  const pairs: [ColumnName, string | null, string | null][] = [
    ['name', row.name, agency.name],
    ['nameEn', row.nameEn, agency.nameEn],
    ['kind', row.kind, agency.kind],
    ['jurisdiction', row.jurisdiction, agency.path.split('/').at(-2) ?? null],
    ['supervisingAgency', row.supervisingAgency, supervisor?.code ?? null],
  ];
  return pairs
    .filter(([, stated, stored]) => stated !== stored)
    .map(([column, , stored]) => [column, stored]);
}

/** Loads an agency: adds it, or changes it from its day on. */
export async function loadAgency(
  loading: Loading,
  row: AgencyOfRow,
  agency: LocatedAgency | undefined,
): Promise<void> {
  const { manager, context, outcome, confirm } = loading;
  const { at, code, validFrom, validTo, effectiveOn } = row;
  const place = await findJurisdiction(manager, row.jurisdiction);
  const permit = (paths: readonly string[]) => {
    for (const path of paths)
      authorise(context.actor, 'MANAGE_AGENCIES', { agencyKey: agency?.key ?? null, path });
  };
  const close = async () =>
    validTo === null ||
    note(loading, at, await closeAgency(manager, { agency: code, effectiveOn: validTo, confirm }));
  if (!agency) {
    permit([place?.path ?? '']);
    const isAdded = note(loading, at, await addAgency(manager, { ...row, confirm }));
    if (isAdded && (await close())) outcome.added += 1;
    return;
  }
  const differences = await differencesOf(loading, row, agency);
  if (validFrom !== agency.validFrom)
    outcome.findings.push(differs(at, 'validFrom', agency.validFrom, DATED));
  if (row.foundingUnknown !== undefined && row.foundingUnknown !== agency.foundingUnknown)
    outcome.findings.push(
      differs(at, 'foundingUnknown', agency.foundingUnknown ? UNKNOWN_FOUNDING.zh : null, DATED),
    );
  const isToEnd = validTo !== agency.validTo;
  if (isToEnd && agency.validTo) outcome.findings.push(differs(at, 'validTo', agency.validTo, DATED));
  if (differences.length === 0 && !isToEnd) {
    outcome.unchanged += 1;
    return;
  }
  permit([agency.path, place?.path ?? '']);
  if (differences.length > 0 && !effectiveOn) {
    outcome.findings.push(...differences.map(([column, stored]) => differs(at, column, stored, DATED)));
    return;
  }
  const isChanged = differences.length === 0 || (await changeAgency(loading, row, agency, effectiveOn ?? ''));
  if (isChanged && (!isToEnd || agency.validTo || (await close()))) outcome.changed += 1;
}
