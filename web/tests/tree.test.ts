import { beginningOf, inputOf, missingFields, refusedDays } from '../src/tree/changeInput';
import { CHANGES, type ChangeKind } from '../src/tree/changes';

const missing = (kind: ChangeKind, values: Parameters<typeof missingFields>[1]) =>
  missingFields(kind, values).map(({ name }) => name);

test('what is to be changed is in the form from its beginning, where several can be, among them', () => {
  expect(beginningOf('CLOSE_AGENCY', 'a-1')).toEqual({ agency: 'a-1' });
  expect(beginningOf('MERGE_AGENCIES', 'a-1')).toEqual({ predecessors: ['a-1'] });
  for (const kind of Object.keys(CHANGES) as ChangeKind[])
    expect([kind, missing(kind, beginningOf(kind, 'x'))]).toEqual([
      kind,
      expect.not.arrayContaining([CHANGES[kind].fields[0].name]),
    ]);
});

test('a change of an agency and of a place begins with its renaming', () => {
  const first = (subject: string) =>
    (Object.keys(CHANGES) as ChangeKind[]).find((kind) => CHANGES[kind].subject === subject);
  expect([first('AGENCY'), first('PLACE')]).toEqual(['RENAME_AGENCY', 'RENAME_PLACE']);
});

test('a change is sent without what is not filled in, and with its warnings confirmed where it has any', () => {
  const values = { agency: 'a-1', name: ' 新名称 ', nameEn: '', effectiveOn: '2026-01-01' };
  expect(inputOf('RENAME_AGENCY', values, false)).toEqual({
    agency: 'a-1',
    name: '新名称',
    effectiveOn: '2026-01-01',
    confirm: false,
  });
  expect(inputOf('RENAME_AGENCY', values, true)).toMatchObject({ confirm: true });
  expect(inputOf('CORRECT_PLACE', { place: '910101', name: '正名' }, true)).toEqual({
    place: '910101',
    name: '正名',
  });
});

test('a change waits for what it needs', () => {
  expect(missing('RENAME_AGENCY', { agency: 'a-1', name: ' ' })).toEqual(['name', 'effectiveOn']);
  expect(missing('CORRECT_AGENCY', { agency: 'a-1' })).toEqual([]);
  expect(
    missing('MERGE_AGENCIES', { predecessors: [], successor: 'a-2', effectiveOn: '2026-01-01' }),
  ).toEqual(['predecessors']);
});

test('a day that a change cannot have is not missing but refused, with the bound that it is beyond, in every field for a day', () => {
  const fields = (Object.keys(CHANGES) as ChangeKind[]).flatMap((kind) =>
    CHANGES[kind].fields.filter(({ type }) => type === 'DATE').map(({ name }) => ({ kind, name })),
  );
  expect(fields.length).toBeGreaterThan(10);
  for (const { kind, name } of fields)
    for (const [text, why] of [
      ['1800-01-01', 'not before 1949-10-01'],
      ['2999-01-01', expect.stringMatching(/^not after \d{4}-\d\d-\d\d$/)],
      ['12026-01-01', expect.stringMatching(/^not after \d{4}-\d\d-\d\d$/)],
      ['2021-02-30', 'no such day'],
    ] as const) {
      const values = { [name]: text };
      expect([kind, missing(kind, values)]).toEqual([kind, expect.not.arrayContaining([name])]);
      expect(refusedDays(kind, values).map(([field, words]) => [field.name, words[1]])).toEqual([
        [name, why],
      ]);
    }
  expect(refusedDays('RENAME_PLACE', { effectiveOn: '2024-01-01' })).toEqual([]);
  expect(refusedDays('RENAME_PLACE', { effectiveOn: '' })).toEqual([]);
});

test('the parts of a split are those with a code and a name, as the hub takes them', () => {
  const part = { code: ' p-1 ', name: '新局', kind: null, agencies: ['a-2'], children: [] };
  const empty = { code: '', name: '', kind: null, agencies: [], children: [] };
  const values = { agency: 'a-1', effectiveOn: '2026-01-01', into: [part, empty] };
  expect(inputOf('SPLIT_AGENCY', values, false)).toMatchObject({
    into: [{ code: 'p-1', name: '新局', kind: 'DEPARTMENT' }],
  });
  expect(inputOf('SPLIT_PLACE', { ...values, place: '910101' }, false)).toMatchObject({
    into: [{ code: 'p-1', name: '新局', agencies: ['a-2'], children: [] }],
  });
  expect(missing('SPLIT_AGENCY', { ...values, into: [empty] })).toEqual(['into']);
});
