import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
} from 'graphql';
import { seedDemonstration } from '../../../seeds/demonstration';
import { ANONYMOUS } from '../../../src/shared/request/permissions';
import type { Answer } from '../../support/answers';
import { createTestHub, schema, type TestHub } from '../../support/testHub';

const root = join(__dirname, '../../..');
const ours = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('__') && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name),
);
const fieldsOf = (type: (typeof ours)[number]) =>
  isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)
    ? Object.values(type.getFields())
    : [];

describe('the contract', () => {
  test('the committed SDL is the emitted one (npm run schema writes it)', () => {
    expect(readFileSync(join(root, 'schema/schema.graphql'), 'utf8')).toBe(
      `${printSchema(lexicographicSortSchema(schema))}\n`,
    );
  });

  test('every type, field, argument and enum value is described', () => {
    const bare: string[] = [];
    for (const type of ours) {
      if (!type.description && !/^(Query|Mutation|Subscription)$/.test(type.name)) bare.push(type.name);
      if (isEnumType(type))
        for (const value of type.getValues()) if (!value.description) bare.push(`${type.name}.${value.name}`);
      for (const field of fieldsOf(type)) {
        if (!field.description) bare.push(`${type.name}.${field.name}`);
        if ('args' in field)
          for (const argument of field.args)
            if (!argument.description) bare.push(`${type.name}.${field.name}(${argument.name})`);
      }
    }
    expect(bare).toEqual([]);
  });

  test('names follow the conventions: PascalCase types, camelCase fields, UPPER_CASE values', () => {
    const odd: string[] = [];
    for (const type of ours) {
      if (!/^[A-Z][A-Za-z0-9]*$/.test(type.name)) odd.push(type.name);
      if (isInputObjectType(type) && !/Input$/.test(type.name)) odd.push(type.name);
      if (isEnumType(type))
        for (const value of type.getValues()) if (!/^[A-Z][A-Z0-9_]*$/.test(value.name)) odd.push(value.name);
      for (const field of fieldsOf(type))
        if (!/^[a-z][A-Za-z0-9]*$/.test(field.name)) odd.push(`${type.name}.${field.name}`);
    }
    expect(odd).toEqual([]);
  });

  test('connections follow the Relay cursor connection specification', () => {
    for (const type of ours.filter((candidate) => candidate.name.endsWith('Connection'))) {
      const fields = isObjectType(type) ? type.getFields() : {};
      expect(String(fields.edges.type)).toBe(`[${type.name.replace('Connection', 'Edge')}!]!`);
      expect(String(fields.pageInfo.type)).toBe('PageInfo!');
    }
    const pageInfo = schema.getType('PageInfo');
    const types = isObjectType(pageInfo)
      ? Object.fromEntries(
          Object.entries(pageInfo.getFields()).map(([name, field]) => [name, String(field.type)]),
        )
      : {};
    expect(types).toEqual({
      hasNextPage: 'Boolean!',
      hasPreviousPage: 'Boolean!',
      startCursor: 'String',
      endCursor: 'String',
    });
    expect(String(schema.getQueryType()?.getFields().node.type)).toBe('Node');
  });

  test('fields without a resolver have no guard, which would not run', () => {
    for (const file of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('Types.ts'))
        expect(readFileSync(join(root, 'src', file), 'utf8')).not.toMatch(/@(Authorized|UseMiddleware)\(/);
  });

  test('every mutation is guarded, but those on one’s own account', () => {
    const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'src', file), 'utf8'))
      .join('\n');
    const guarded = [
      ...sources.matchAll(/@Authorized\([^)]+\)\s+@Mutation\([\s\S]*?\n {2}(?:async )?(\w+)\(/g),
    ].map(([, name]) => name);
    const all = Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(all.filter((name) => !guarded.includes(name)).sort()).toEqual([
      'changePassword',
      'revokeSession',
      'signIn',
      'signOut',
    ]);
  });
});

test('the demonstration has as many years as requested, none published in the future', async () => {
  const hub = await createTestHub();
  await seedDemonstration(hub.database, { agencies: 4, years: 10 });
  const [row] = await hub.database.query(
    'select count(distinct year)::int as years, min(year) as first, bool_and(published_at < now()) as past from report_revision',
  );
  expect(row).toEqual({ years: 10, first: 2021, past: true });
  await hub.drop();
});

describe('the operations users start from', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await createTestHub('REAL_REPORTS');
    await seedDemonstration(hub.database, { agencies: 60, years: 5 });
  });
  afterAll(() => hub.drop());

  const folder = join(root, 'schema/operations');
  test.each(readdirSync(folder).filter((file) => file.endsWith('.graphql')))(
    '%s is valid and answers',
    async (file) => {
      const document = parse(readFileSync(join(folder, file), 'utf8'));
      expect(validate(schema, document)).toEqual([]);
      const answer = await hub.ask(document);
      for (const value of Object.values(answer)) expect(value).not.toBeNull();
    },
  );

  test('the hotline question: 西工区 at least 46,000, with its coverage and words', async () => {
    const { rollup } = await hub.ask(`{ rollup(years: [2025], filter: { jurisdiction: "410303" }) {
      coverage { expected included } total { indicators(codes: ["hotlineTickets"]) { value qualifier sentences { text } } requests { received { total } } } } }`);
    expect(rollup).toEqual({
      coverage: { expected: 1, included: 1 },
      total: {
        indicators: [{ value: 46000, qualifier: 'AT_LEAST', sentences: [{ text: '4.6万余件' }] }],
        requests: { received: { total: 0 } },
      },
    });
  });

  test('errors of published reports are stored and counted: 洪泽区 2023 has two', async () => {
    const { report } = await hub.ask(
      '{ report(agency: "320813-000", year: 2023, scope: CONSOLIDATED) { errorCount origin findings { code severity path } disputes { reconsideration { upheld total } } requests { otherHandling { subtotal { total } other { total } } } } }',
    );
    expect(report.errorCount).toBe(2);
    expect(
      report.findings
        .filter((item: { severity: string }) => item.severity === 'ERROR')
        .map((item: { code: string }) => item.code),
    ).toEqual(['disputes.total', 'disputes.total']);
    expect(report.disputes.reconsideration).toEqual({ upheld: 10, total: 0 });
  });

  test('上海 2019: blanks are not zeros and totals are computed', async () => {
    const { report } = await hub.ask(
      '{ report(agency: "310000-001", year: 2019) { requestsEdition errorCount requests { granted { total researchInstitution } denied { subtotal { total } } } marks { code state note } } }',
    );
    expect(report).toMatchObject({
      requestsEdition: 2019,
      requests: { granted: { total: 272, researchInstitution: null } },
    });
    expect(report.marks).toContainEqual({ code: 'requests.granted.total', state: 'COMPUTED', note: null });
    expect(report.marks).toContainEqual({
      code: 'proactive.procurement.amount',
      state: 'REPORTED',
      note: '251000元',
    });
  });

  test('a page of fifty reports with everything costs a fixed number of statements', async () => {
    const page = (first: number) =>
      hub.ask(`{ reports(first: ${first}, filter: { jurisdiction: "910101", scopes: [OWN] }) { totalCount edges { node { year agency { name jurisdiction { name } }
      proactive { fees { amount } } requests { received { total } } disputes { reconsideration { total } } findings { code } revisions { revision } indicators { value } } } } }`);
    await page(5);
    const statements = hub.statements.length;
    const { reports } = await page(50);
    expect(reports.edges).toHaveLength(50);
    expect(hub.statements.length).toBe(statements);
    expect(statements).toBeLessThanOrEqual(8);
  });

  test('pages join without gap or repetition', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { reports }: Answer = await hub.ask(
        'query ($after: String) { reports(first: 37, after: $after) { totalCount edges { node { id } } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...reports.edges.map((edge: { node: { id: string } }) => edge.node.id));
      after = reports.pageInfo.hasNextPage ? reports.pageInfo.endCursor : null;
      if (!after) expect(seen).toHaveLength(reports.totalCount);
    } while (after);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('a list is counted only when its total is selected, also in a fragment', async () => {
    const page = async (selection: string, fragment = '') => {
      await hub.ask(`{ reports(first: 5, filter: { jurisdiction: "910101" }) { ${selection} } } ${fragment}`);
      return hub.statements.length;
    };
    const edges = 'edges { node { agency { name } } }';
    expect(await page(edges)).toBe(1);
    expect(await page(`totalCount ${edges}`)).toBe(2);
    expect(
      await page(
        `${edges} ... on ReportConnection { ...Total }`,
        'fragment Total on ReportConnection { totalCount }',
      ),
    ).toBe(2);
    expect(hub.statements.filter((statement) => statement.includes('count(*)'))).toHaveLength(1);
  });

  test('the reports of a place are the same for a large place and a small one, in every order', async () => {
    const places: { code: string; path: string }[] = await hub.database.query(
      'select code, path from jurisdiction order by path',
    );
    const shares = new Set<boolean>();
    for (const { code, path } of places)
      for (const [field, column] of [
        ['YEAR', 'r.year'],
        ['AGENCY_CODE', 'a.code'],
        ['ERROR_COUNT', 'v.error_count'],
      ]) {
        const expected = await hub.database.query(
          `select a.code, r.year, r.scope from report r join agency a on a.id = r.agency_id
             join report_revision v on v.report_id = r.id and v.published_at is not null and v.superseded_at is null
            where exists (select 1 from agency_version m join jurisdiction j on j.id = m.jurisdiction_id
                           where m.agency_id = r.agency_id and m.first_year <= r.year and r.year < m.end_year and j.path ^@ $1)
            order by ${column} desc, r.id limit 60`,
          [path],
        );
        const ask = (first: number, after: string | null) =>
          hub.ask(
            `query ($after: String) { reports(first: ${first}, after: $after, filter: { jurisdiction: "${code}", scopes: [OWN, CONSOLIDATED] }, orderBy: { field: ${field}, direction: DESC }) {
               edges { cursor node { year scope agency { code } } } } }`,
            { after },
            ANONYMOUS,
          );
        const first = (await ask(30, null)).reports.edges;
        const second = first.length < 30 ? [] : (await ask(30, first.at(-1).cursor)).reports.edges;
        shares.add(hub.statements.some((statement) => statement.includes('r.agency_id = any')));
        const found = [...first, ...second].map(({ node: { year, scope, agency } }) => ({
          code: agency.code,
          year,
          scope,
        }));
        expect([code, field, found]).toEqual([code, field, expected]);
      }
    expect(shares.size).toBe(2);
  });

  test('several measures and groups share one statement', async () => {
    await hub.ask(`{ rollup(years: [2021, 2022, 2023, 2024, 2025], filter: { jurisdiction: "910101" }) {
      coverage { expected } total { requests { received { total } } measures { disclosureRate } } byYear: groups(by: [YEAR]) { edges { node { year measures { disclosureRate denialRate } requests { granted { total } } } } } change(year: 2025, base: 2024) { difference { requests { received { total } } } } } }`);
    expect(hub.statements.length).toBeLessThanOrEqual(6);
  });

  test('a roll-up without an instant reads kept sums, not reports', async () => {
    await hub.ask(
      '{ rollup(years: [2025], filter: { jurisdiction: "910101" }) { total { requests { received { total } } } } }',
    );
    expect(hub.statements.join()).not.toContain('members as');
  });

  test('demonstration carry-overs agree and its consolidated report reconciles with the sum', async () => {
    const { rollup } = await hub.ask(
      '{ rollup(years: [2024], filter: { jurisdiction: "910101" }) { reconciliations { differences { code base value } report { agency { kind demonstration } } } } }',
    );
    expect(rollup.reconciliations).toHaveLength(1);
    expect(rollup.reconciliations[0].report.agency).toEqual({ kind: 'GOVERNMENT', demonstration: true });
  });

  test('the merger of 2023: the successor reports, the predecessor is no longer expected', async () => {
    const { before, after, agency } =
      await hub.ask(`{ before: rollup(years: [2022], filter: { jurisdiction: "910101" }) { coverage { expected } }
      after: rollup(years: [2023], filter: { jurisdiction: "910101" }) { coverage { expected } } agency(code: "910101-001") { predecessors { kind effectiveOn agency { code validTo } } } }`);
    expect([before.coverage.expected, after.coverage.expected]).toEqual([60, 59]);
    expect(agency.predecessors).toEqual([
      { kind: 'MERGE', effectiveOn: '2023-06-01', agency: { code: '910101-045', validTo: '2023-06-01' } },
    ]);
  });

  test('node finds every object a list showed', async () => {
    const { agency } = await hub.ask('{ agency(code: "410303-001") { id } }');
    const { node } = await hub.ask('query ($id: ID!) { node(id: $id) { id ... on Agency { code } } }', {
      id: agency.id,
    });
    expect(node).toEqual({ id: agency.id, code: '410303-001' });
  });

  test('year completeness lists who is missing', async () => {
    const { year } = await hub.ask(
      '{ year(year: 2025) { edition departmentDeadline completeness(jurisdiction: "910101") { expected included missing { totalCount edges { node { year agency { code } } } } } } }',
    );
    expect(year).toMatchObject({ edition: 2021, departmentDeadline: '2026-01-31' });
    expect(year.completeness.missing.totalCount).toBe(
      year.completeness.expected - year.completeness.included,
    );
  });
});
