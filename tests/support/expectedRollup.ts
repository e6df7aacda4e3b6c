import { CELLS, cellOf } from '../../src/form/cells';
import { nodesOf, type Page } from './answers';
import {
  cellOfMembers,
  codeOfPlace,
  coverageOfMembers,
  INDICATORS,
  indicatorOfMembers,
  isHiddenOver,
  type Member,
  measuresOfMembers,
  membersOfOrgans,
  type Organ,
  PLACES,
  type PlainSelection,
} from './organs';

/** Every line of section two, what measures are made of, and some of section four. */
export const CODES = CELLS.map(({ code }) => code).filter((code) =>
  /^proactive|^requests\.(received|carriedIn|carriedOut|granted|partlyGranted|concluded)\.total$|otherHandling\S*total$|^disputes\.litigationDirect/.test(
    code,
  ),
);

/** A selection with an order of its groups and two years that are compared. */
export interface Selected extends PlainSelection {
  readonly by: string;
  readonly descending: boolean;
  readonly year: number;
  readonly base: number;
}
interface ShownCell {
  readonly code: string;
  readonly value: number | string | null;
  readonly state: string;
  readonly reasonZh: string | null;
}
/** A group of a roll-up, as the question of selections.test.ts selects it. */
interface Group {
  readonly key: string;
  readonly rank: number | null;
  readonly sortValue: number | null;
  readonly coverage: { readonly included: number };
  readonly cells: readonly ShownCell[];
  readonly measures: Readonly<Record<string, number | null>>;
  readonly indicators: readonly {
    readonly indicator: { readonly code: string };
    readonly value: number | string | null;
    readonly reasonZh: string | null;
  }[];
  readonly reasons: readonly { readonly reasonZh: string; readonly codes: readonly string[] }[];
}
interface Change {
  readonly sameAgencies: number;
  readonly cautionZh: string | null;
  readonly coverage: object;
  readonly baseCoverage: object;
  readonly cells: readonly {
    readonly code: string;
    readonly base: number | string | null;
    readonly value: number | string | null;
    readonly absolute: number | string | null;
    readonly reasonZh: string | null;
  }[];
  readonly difference: Pick<Group, 'coverage' | 'cells'>;
}
/** The answer to that question. */
export interface RollUp {
  readonly years: readonly number[];
  readonly coverage: {
    readonly missing: Page<{ readonly year: number; readonly agency: { readonly code: string } }>;
  };
  readonly total: Group & { readonly withSentences: readonly object[] };
  readonly byYear: Page<Group>;
  readonly byLevel: Page<Group>;
  readonly byAgency: Page<Group>;
  readonly byChild: Page<Group>;
  readonly all: Change;
  readonly same: Change;
}

const shown = (members: readonly Member[], years: readonly number[], code: string) => {
  const cell = cellOf(code);
  return isHiddenOver(cell, years) ? null : cellOfMembers(members, cell);
};
const indicatorsOf = (members: readonly Member[]) =>
  (Object.keys(INDICATORS) as (keyof typeof INDICATORS)[]).sort().flatMap((code) => {
    const value = indicatorOfMembers(members, code);
    return value ? [{ indicator: { code }, ...value }] : [];
  });
const asText = (figure: number | string | null) => (figure === null ? null : String(figure));
const textOf = ({ value }: ShownCell) => asText(value);

/** A group holds what its members come to. */
function expectGroup(group: Group, members: readonly Member[], years: readonly number[]) {
  expect(group.coverage).toEqual(coverageOfMembers(members));
  expect(Object.fromEntries(group.cells.map((cell) => [cell.code, textOf(cell)]))).toEqual(
    Object.fromEntries(CODES.map((code) => [code, shown(members, years, code)])),
  );
  expect(group.measures).toEqual(measuresOfMembers(members));
  const indicators = group.indicators.map((one) => ({ ...one, value: asText(one.value) }));
  expect(indicators).toMatchObject(indicatorsOf(members));
  expect(group.indicators).toHaveLength(indicatorsOf(members).length);
  for (const { value, reasonZh } of [...group.indicators, ...group.cells])
    expect({ value, isSaid: reasonZh !== null }).toEqual({ value, isSaid: value === null });
  expectReasons(group, { years, included: group.coverage.included });
}

/** Everything that is null is in the list of reasons, once, with the reason that the cell itself gives. */
function expectReasons(group: Group, selected: { years: readonly number[]; included: number }) {
  const listed = new Map<string, string>(
    group.reasons.flatMap(({ reasonZh, codes }) => codes.map((code: string) => [code, reasonZh])),
  );
  expect(group.reasons.flatMap(({ codes }) => codes)).toHaveLength(listed.size);
  for (const { code, value, state, reasonZh } of group.cells) {
    expect([code, listed.get(code) ?? null]).toEqual([code, reasonZh]);
    expect([code, state === 'REPORTED']).toEqual([code, value !== null]);
  }
  for (const [code, value] of Object.entries(group.measures))
    expect([code, listed.has(`measures.${code}`)]).toEqual([code, value === null]);
  if (selected.included === 0) expect(listed.get('requests.denied.subtotal.total')).toBe('没有纳入的报告。');
  const stock = listed.get('proactive.rules.inForce');
  if (stock && selected.years.length > 1 && selected.years.every((year) => year > 2020))
    expect(stock).toMatch(/^年末存量/);
}

/** A change is that of all reports, or of the agencies with a report in both years; it says which, and when they are not the same. */
function expectChange(organs: readonly Organ[], change: Change, selection: Selected, isOfSame: boolean) {
  const inYear = (year: number) => membersOfOrgans(organs, { ...selection, years: [year] });
  const reporting = (year: number) =>
    new Set(inYear(year).flatMap(({ agency, report: own }) => (own ? [agency] : [])));
  const [before, after] = [reporting(selection.base), reporting(selection.year)];
  const same = [...before].filter((agency) => after.has(agency));
  const { sameAgencies, cautionZh, coverage, baseCoverage, cells, difference } = change;
  expect(sameAgencies).toBe(same.length);
  expect(cautionZh === null).toBe(before.size === same.length && after.size === same.length);
  expect([baseCoverage, coverage]).toEqual([
    { expected: inYear(selection.base).length, included: before.size },
    { expected: inYear(selection.year).length, included: after.size },
  ]);
  expect(difference.coverage.included).toBe(isOfSame ? same.length : after.size);
  const compared = (year: number, code: string) =>
    cellOf(code).aggregation === 'NONE'
      ? null
      : cellOfMembers(
          inYear(year).filter(({ agency }) => !isOfSame || same.includes(agency)),
          cellOf(code),
        );
  expect(cells.map(({ code, base, value }) => [code, asText(base), asText(value)])).toEqual(
    CODES.map((code) => [code, compared(selection.base, code), compared(selection.year, code)]),
  );
  for (const [at, { absolute, reasonZh }] of cells.entries()) {
    expect(reasonZh === null).toBe(absolute !== null);
    expect(difference.cells[at]).toMatchObject({ value: absolute, reasonZh });
  }
}

/** The value that a group shows for a sort key. */
function valueShown(group: Group, by: string): number | null {
  const [table, code] = by.split('.');
  if (table === 'measures') return group.measures[code];
  const cell = group.cells.find((one) => one.code === by);
  const text =
    table === 'indicators'
      ? group.indicators.find((value) => value.indicator.code === code)?.value
      : cell && textOf(cell);
  return text === null || text === undefined ? null : Number(text);
}

/** Groups stand by the values they show; those without one come last and have no rank. */
function expectOrder({ edges }: Page<Group>, { by, descending }: Selected) {
  const groups = edges.map(({ node }) => ({
    key: node.key,
    value: valueShown(node, by),
  }));
  expect(edges.map(({ node }) => [node.key, node.sortValue])).toEqual(
    groups.map(({ key, value }) => [key, value]),
  );
  const values = groups.flatMap(({ value }) => value ?? []);
  const isBefore = (one: number, other: number) => (descending ? one > other : one < other);
  expect(edges.map(({ node }) => node.rank)).toEqual(
    groups.map(({ value }) =>
      value === null ? null : 1 + values.filter((other) => isBefore(other, value)).length,
    ),
  );
  expect(groups).toEqual(
    groups.toSorted((one, other) => {
      if (one.value === other.value) return one.key < other.key ? -1 : 1;
      if (one.value === null || other.value === null) return one.value === null ? 1 : -1;
      return isBefore(one.value, other.value) ? -1 : 1;
    }),
  );
}

/** The roll-up of organs answers what loops over them come to. */
export function expectRollup(organs: readonly Organ[], rollup: RollUp, selection: Selected) {
  const years = [...new Set(selection.years)].sort();
  const members = membersOfOrgans(organs, selection);
  expect(rollup.years).toEqual(years);
  expectGroup(rollup.total, members, years);
  const { missing } = rollup.coverage;
  const absent = members.filter(({ report: own }) => !own);
  expect(missing.totalCount).toBe(absent.length);
  expect(missing.edges.map(({ node }) => `${node.year} ${node.agency.code}`)).toEqual(
    absent.map(({ year, agency }) => `${year} agency-${agency}`).sort(),
  );
  expect(rollup.total.withSentences).toMatchObject(rollup.total.indicators);
  expect(nodesOf(rollup.byYear).map(({ key }) => key)).toEqual(years.map(String));
  for (const group of nodesOf(rollup.byYear))
    expectGroup(
      group,
      members.filter(({ year }) => String(year) === group.key),
      [Number(group.key)],
    );
  expectOrder(rollup.byAgency, selection);
  expectOrder(rollup.byChild, selection);
  expectChange(organs, rollup.all, selection, false);
  expectChange(organs, rollup.same, selection, true);
  const above = selection.place === null ? '' : PLACES[selection.place];
  const keys: [readonly Group[], (member: Member) => string][] = [
    [nodesOf(rollup.byAgency), ({ agency }) => `agency-${agency}`],
    [
      nodesOf(rollup.byChild),
      ({ organ: { place } }) =>
        PLACES[place].slice(above.length).split('/')[0] || codeOfPlace(selection.place as number),
    ],
    [
      nodesOf(rollup.byLevel),
      ({ organ: { place } }) => ['PROVINCE', 'PREFECTURE', 'COUNTY', 'PREFECTURE', 'TOWNSHIP'][place],
    ],
  ];
  for (const [groups, keyOf] of keys) {
    expect(groups.map(({ key }) => key).sort()).toEqual([...new Set(members.map(keyOf))].sort());
    for (const group of groups)
      expectGroup(
        group,
        members.filter((member) => keyOf(member) === group.key),
        years,
      );
  }
}
